-- A question whose vector has no known price, under a hard budget: it is searched by keyword.
begin;
select plan(7);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('stub', 'e', 'embedding', 8), howdah.register_model('stub', 'c', 'chat');
select howdah.set_price('stub', 'c', '2026-01-01Z', '[{"input": 100, "output": 1000}]');
select howdah.create_collection('k', 'stub/e');
select howdah.act_as('ann', 'acme');
select howdah.create_collection('k', 'stub/e');
create function pg_temp.first_call(budget boolean) returns text language plpgsql as $$
declare
  v_message uuid;
  v_job record;
begin
  perform howdah.set_budget('tenant', 500, is_hard => budget);
  v_message := howdah.send_message(howdah.start_conversation(collection => 'k', model => 'stub/c'), 'Why?');
  select * into v_job from howdah.claim_jobs('w', '{stub/c/interactive}');
  return howdah.next_step(v_job.job_id, v_job.token) ->> 'call';
end $$;
select is(pg_temp.first_call(false), 'embed', 'a budget that only counts lets the vector be bought');
select is(pg_temp.first_call(true), 'chat', 'a hard one does not, and the answer is called for without it');
select results_eq($$select kind, status, error_code from howdah_internal.message_steps where error_code is not null$$,
  $$values ('embed', 'refused', 'PT402')$$, 'which the steps of the message say');
select is_empty($$select from howdah.llm_usage$$, 'nothing is bought');
select howdah.set_setting('unpriced_calls', 'allow');
select is(pg_temp.first_call(true), 'embed', 'a setting lets it through');
select howdah.set_setting('unpriced_calls', 'refuse');
select howdah.add_document('Because.', 'why.md', collection => 'k') is null as added;
select is_empty($$select from howdah.claim_jobs('w', '{stub/e/bulk}')$$, 'the same rule holds for documents');
select howdah.set_price('stub', 'e', '2026-01-01Z', '[{"input": 2}]');
select howdah_test.set_time('2026-03-01 12:02Z');
select is((select count(*) from howdah.claim_jobs('w', '{stub/e/bulk}')), 1::bigint, 'until there is a price');
select * from finish();
rollback;
