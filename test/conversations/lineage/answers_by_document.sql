begin;
select plan(13);
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
-- Asks, and answers at once.
create function pg_temp.ask(who text, question text, prompt text default null) returns uuid language plpgsql as $$
declare a uuid; j record;
begin
  perform howdah.act_as(who, 'acme');
  a := howdah.send_message(howdah.start_conversation(prompt => prompt), question);
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  perform howdah_test.answer(j.job_id, j.token, 'As it says [1].',
    facts => '{"input_tokens": 1000, "output_tokens": 100}');
  return a;
end $$;
select howdah.act_as('ann', 'acme');
create temp table d as select howdah.add_document('Refunds take five days.', 'refunds.md', private => false) as id;
create temp table passage as select sha256('Refunds take five days.') as hash;
create temp table a as select 1 as n, pg_temp.ask('ann', 'How long do refunds take?') as id;
insert into a select 2, pg_temp.ask('ann', 'How long do refunds take?');
insert into a select 3, pg_temp.ask('bob', 'How long do refunds take?');
select howdah.act_as('ann', 'acme');
select howdah.add_document('Refunds take nine days.', 'refunds.md', private => false);
insert into a select 4, pg_temp.ask('bob', 'How long do refunds take now?');
grant select on a, d, passage to public;
set local role howdah_admin;
select howdah.act_as(null, 'acme');
select set_eq('select x.message_id from d, howdah.answers_by_document(d.id) as x', 'select id from a',
  'every answer that was given it, of every user');
select results_eq('select a.n, x.document_version, x.is_current, x.is_cited, x.source_numbers, x.cached
  from d, howdah.answers_by_document(d.id) as x join a on a.id = x.message_id order by 1',
  $$values (1, 1, false, true, '{1}'::int[], false), (2, 1, false, true, '{1}', true),
    (3, 1, false, true, '{1}', false), (4, 2, true, true, '{1}', false)$$,
  'with the version it had, whether that still stands, and those from the cache');
select set_eq('select x.message_id from d, howdah.answers_by_document(d.id, 1) as x', 'select id from a where n < 4',
  'those of a version');
select is((select count(*) from d, howdah.answers_by_document(d.id, 3) as x), 0::bigint,
  'of one that nobody was given there are none');
select set_eq('select x.message_id from d, passage, howdah.answers_by_document(d.id, content_hash => hash) as x',
  'select id from a where n < 4', 'those of a passage');
select is((select count(*) from d, howdah.answers_by_document(d.id, 2, (select hash from passage)) as x), 0::bigint,
  'both together narrow it');
select is((select count(*) from howdah.answers_by_document(gen_random_uuid())), 0::bigint,
  'an unknown document was never used');
select throws_ok('select howdah.answers_by_document(null)', '22004', null, 'a document is required');
reset role;
select howdah.act_as('ann', 'acme');
select howdah.delete_document(id) from d;
set local role howdah_admin;
select is((select count(*) from d, howdah.answers_by_document(d.id) as x where not is_current), 4::bigint,
  'a deleted document is still known');
select howdah.act_as(null, 'beta');
select is((select count(*) from d, howdah.answers_by_document(d.id)), 0::bigint, 'not for another tenant');
set local role howdah_app;
select throws_ok('select howdah.answers_by_document(id) from d', '42501', null, 'an application may not');
set local role howdah_analyst;
select throws_ok('select howdah.answers_by_document(id) from d', '42501', null, 'nor an analyst');
reset role;
select ok((select bool_and(document_version = 1) from howdah_internal.message_citations join a on id = message_id
  where n < 4), 'the citation itself has the version');
select * from finish();
rollback;
