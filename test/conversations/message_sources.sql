begin;
select plan(4);
select howdah.act_as('ann', 'acme');
create temp table a as select howdah.send_message(howdah.start_conversation(), 'How long?') as id;
grant select on a to public;
insert into howdah_internal.message_citations (message_id, position, chunk_id, document_id, source, content_hash,
  is_cited)
select id, n, n, gen_random_uuid(), n || '.md', '', n = 1 from a, generate_series(2, 1, -1) as n;
set local role howdah_app;
select results_eq('select s.source_number, s.source, s.is_cited from a, howdah.message_sources(a.id) as s',
  $$values (1, '1.md', true), (2, '2.md', false)$$, 'the sources come by the number the answer cites them with');
select howdah.act_as('eve', 'acme');
select throws_ok('select howdah.message_sources(id) from a', 'PT404', null, 'another user does not find it');
select howdah.act_as(null, 'acme');
select throws_ok('select howdah.message_sources(id) from a', '28000', null, 'the application needs a user');
set local role howdah_worker;
select throws_ok('select howdah.message_sources(null)', '42501', null, 'a worker may not read them');
select * from finish();
rollback;
