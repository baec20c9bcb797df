begin;
select plan(5);
update howdah.lanes set requests_per_minute = null, tokens_per_minute = null;
select howdah.act_as('ann', 'acme');
create temp table a as select n, howdah.send_message(howdah.start_conversation(collection => null), 'How?') as id
  from generate_series(1, 3) as n;
create function pg_temp.next() returns text language plpgsql as $$
declare j record;
begin
  select * into j from howdah.claim_jobs('w', '{local/local-chat/interactive}');
  return case when j.job_id is null then 'none'
    else coalesce(howdah.next_step(j.job_id, j.token) ->> 'call', 'done') end;
end $$;
create function pg_temp.leader() returns howdah_internal.jobs language sql as $$
  select j from howdah_internal.llm_cache_flights as f join howdah_internal.jobs as j on j.id = f.job_id $$;

select is(array[pg_temp.next(), pg_temp.next(), pg_temp.next()], '{chat,done,done}', 'one calls, two wait');
select howdah.cancel_message((select j.message_id from howdah_internal.llm_cache_waiters as w
  join howdah_internal.jobs as j on j.id = w.job_id limit 1));
select howdah.next_step((l.j).id, (l.j).token, howdah_test.outcome(
  howdah.next_step((l.j).id, (l.j).token), 'So.', facts => '{"input_tokens": 9, "output_tokens": 9}'))
  from (select pg_temp.leader() as j offset 0) as l;
select results_eq($$select status, content, cached from howdah.messages join a using (id) order by status, cached$$,
  $$values ('cancelled', '', false), ('complete', 'So.', false), ('complete', 'So.', true)$$,
    'who still waits has the answer at once');
select is((select count(*) from howdah_internal.jobs where kind = 'chat'), 0::bigint, 'no job is left');
select is((select count(*) from howdah.llm_usage where cached), 1::bigint, 'each is a row of usage');
set local role howdah_app;
select throws_ok($$select howdah_internal.answer_waiters(null)$$, '42501', null, 'an application may not');
select * from finish();
rollback;
