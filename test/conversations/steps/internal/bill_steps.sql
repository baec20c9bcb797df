begin;
select plan(9);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.act_as('ann', 'acme');
select howdah.set_price('local', 'local-chat', '2026-01-01Z', '[{"input": 1000000, "output": 2000000}]');
create temp table a as select howdah.send_message(howdah.start_conversation(collection => null), 'How long?') as id;
insert into howdah_internal.message_steps (tenant_id, message_id, seq, kind, call, model_id, status, is_billed, facts)
select 'acme', a.id, n, 'answer', 'chat', howdah_internal.find_model('local/local-chat', 'chat'), status, is_billed,
       jsonb_build_object('input_tokens', n, 'output_tokens', 0)
  from a, (values (1, 'done', true), (2, 'failed', false), (3, 'refused', false), (4, 'cancelled', false),
    (5, 'crashed', false), (6, 'calling', false)) as s (n, status, is_billed);
create function pg_temp.bill() returns text language sql as $$
  select howdah_internal.bill_steps(m) from howdah.messages as m join a using (id);
  select string_agg(u.attempt::text, ' ' order by u.attempt) from howdah.llm_usage as u $$;

select is(pg_temp.bill(), '2 4 5', 'all that has ended is billed, what runs and what was never called is not');
select is((select array_agg(seq order by seq) from howdah_internal.message_steps where is_billed), '{1,2,4,5}',
  'and noted');
select is(pg_temp.bill(), '2 4 5', 'again, nothing is');
select is((select cost_cents from howdah.messages join a using (id)), null,
  'a message that waits for its answer shows no cost yet');
update howdah_internal.message_steps set status = 'done' where seq = 6;
update howdah.messages set status = 'cancelled' where id = (select id from a);
select is(pg_temp.bill(), '2 4 5 6', 'what ends after the message is billed');
select is((select cost_cents::float from howdah.messages join a using (id)), 17::float, 'and it shows what all cost');
update howdah.messages set cost_cents = 1 where id = (select id from a);
select pg_temp.bill();
select is((select cost_cents::float from howdah.messages join a using (id)), 1::float,
  'nothing to bill, nothing to show');
create temp table other as select howdah.send_message(howdah.start_conversation(collection => null), 'And?') as id;
select lives_ok('select howdah_internal.bill_steps(m) from howdah.messages as m join other using (id)',
  'a message without calls has nothing to bill');
set local role howdah_app;
select throws_ok('select howdah_internal.bill_steps(null)', '42501', null, 'an application may not');
select * from finish();
rollback;
