begin;
select plan(6);
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

select is(array[pg_temp.next(), pg_temp.next(), pg_temp.next(), pg_temp.next()], '{chat,done,done,none}',
  'one calls, two wait');
select is((select count(*) from howdah_internal.llm_cache_waiters), 2::bigint, 'and are noted');
select howdah_internal.wake_waiters(array[(pg_temp.leader()).id]);
select is((select count(*) from howdah_internal.jobs where state = 'ready' and run_after <= howdah.clock()), 2::bigint,
  'when the call has ended they are due');
select is(
  (select count(*) from howdah_internal.llm_cache_waiters) + (select count(*) from howdah_internal.llm_cache_flights),
  0::bigint, 'and nothing is noted any more');
select lives_ok($$select howdah_internal.wake_waiters('{-1}')$$, 'a job for which nobody waits is no error');
set local role howdah_app;
select throws_ok($$select howdah_internal.wake_waiters('{1}')$$, '42501', null, 'an application may not');
select * from finish();
rollback;
