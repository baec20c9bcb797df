begin;
select plan(6);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(), 'How long?') as id;
grant select on a to public;
select is(howdah.format_answer(id), '(pending)', 'an answer that is not there says its status') from a;
insert into howdah_internal.message_citations (message_id, position, chunk_id, document_id, source, heading, page,
  content_hash, is_cited)
select id, n, n, gen_random_uuid(), n || '.md', 'Refunds', 3, '', n = 1 from a, generate_series(1, 2) as n;
update howdah.messages set status = 'complete', content = 'Five days [1].', input_tokens = 5, output_tokens = 2,
  cost_cents = 0.25, latency_ms = 800
  where id = (select id from a);
select is(howdah.format_answer(id),
  E'Five days [1].\n\nSources\n  [1] 1.md > Refunds (page 3)\n\n7 tokens, 0.25 cents, 800 ms, local/local-chat',
  'an answer comes with the sources it names and its bill') from a;
update howdah.messages set status = 'failed', error_code = 'timeout' where id = (select id from a);
select is(howdah.format_answer(id), '(failed: timeout)', 'a failure says why') from a;
select throws_ok('select howdah.format_answer(gen_random_uuid())', 'PT404', null, 'an unknown message is refused');
set local role howdah_app;
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.format_answer(id) from a', 'PT404', null, 'another user does not find it');
set local role howdah_worker;
select throws_ok('select howdah.format_answer(null)', '42501', null, 'a worker may not read it');
select * from finish();
rollback;
