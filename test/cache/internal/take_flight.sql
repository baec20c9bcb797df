begin;
select plan(7);
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

select is(pg_temp.next(), 'chat', 'somebody calls');
select is(howdah_internal.take_flight('acme', (select key from howdah_internal.llm_cache_flights), 0, 1),
  (pg_temp.leader()).lease_until, 'the others are told how long at most');
select is(howdah_internal.take_flight('beta', (select key from howdah_internal.llm_cache_flights), 0, 1), null,
  'another tenant calls for itself');
delete from howdah_internal.llm_cache_flights where tenant_id = 'beta';
update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second' where state = 'running';
select is(howdah_internal.take_flight('acme', (select key from howdah_internal.llm_cache_flights), 7, 1), null,
  'when that lease has ended the next one calls');
select is((select job_id from howdah_internal.llm_cache_flights), 7::bigint, 'in its place');
select is(howdah_internal.take_flight('acme', (select key from howdah_internal.llm_cache_flights), 7, 2), null,
  'who calls again, calls');
set local role howdah_app;
select throws_ok($$select howdah_internal.take_flight('acme', '', 1, 1)$$, '42501', null, 'an application may not');
select * from finish();
rollback;
