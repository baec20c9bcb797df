begin;
select plan(17);
create function pg_temp.call(at timestamptz, cost numeric, latency integer default 100, who text default 'ann',
  tokens integer default 10)
returns void language sql as $$
  with added as (
    insert into howdah.llm_usage (tenant_id, call_id, created_at, user_id, kind, provider, model, input_tokens,
      output_tokens, cost_cents, latency_ms)
    values ('default', gen_random_uuid(), call.at, call.who, 'chat', 'p', 'm', call.tokens, 1, call.cost, call.latency)
    returning *
  )
  select howdah_internal.note_usage(a.tenant_id, a.call_id, a.attempt, a.created_at) from added as a;
$$;
create function pg_temp.daily() returns table (day date, calls bigint, cents numeric) language sql as $$
  select d.day, sum(d.call_count)::bigint, sum(d.cost_cents) from howdah_internal.usage_daily as d group by 1
    order by 1 $$;
update howdah_internal.usage_rollups set done_until = '2026-03-01 00:00Z';
select howdah_test.set_time('2026-03-01 10:30Z');
select pg_temp.call('2026-03-01 09:59Z', 1);
select pg_temp.call('2026-03-01 09:10Z', 2, who => 'bob');
select pg_temp.call('2026-03-01 10:10Z', null);
select is(howdah.roll_up_usage(), 2::bigint, 'the hours that are over');
select is(howdah.roll_up_usage(), 0::bigint, 'once');
select results_eq('select * from pg_temp.daily()', $$values ('2026-03-01'::date, 2::bigint, 3.0)$$, 'are in the sums');
select is((select count(*) from howdah_internal.unrolled_usage), 1::bigint, 'the present hour is not');
select pg_temp.call('2026-03-01 08:00Z', 4, 500);
select is((select count(*) from howdah_internal.unrolled_usage), 2::bigint, 'what came late is seen at once');
select howdah_test.set_time('2026-03-01 11:04Z');
select is(howdah.roll_up_usage(), 1::bigint, 'and added by the next run; an hour has five minutes of grace');
select howdah_test.set_time('2026-03-04 11:04Z');
select is(howdah.roll_up_usage(), 1::bigint, 'three days later');
select results_eq('select * from pg_temp.daily()', $$values ('2026-03-01'::date, 4::bigint, 7.0)$$,
  'nothing twice, nothing lost');
select results_eq(
  $$select hour, call_count, unpriced_count, timed_count,
    latency_ms from howdah_internal.usage_hourly where tenant_id = 'default' order by 1$$,
  $$values ('2026-03-01 08:00Z'::timestamptz, 1::bigint, 0::bigint, 1::bigint, 500::bigint),
    ('2026-03-01 09:00Z', 2, 0, 2, 200), ('2026-03-01 10:00Z', 1, 1, 1, 100)$$,
  'by hour');
select is((select sum(call_count) from howdah_internal.usage_latency
  where bucket = howdah_internal.latency_bucket(100)), 3::numeric, 'and by latency');
update howdah.llm_usage set cost_cents = 10 where cost_cents = 1;
select is(howdah.rebuild_usage('2026-03-01 09:30Z', '2026-03-01 09:40Z'), 4::bigint, 'a day is made again');
select results_eq('select * from pg_temp.daily()', $$values ('2026-03-01'::date, 4::bigint, 16.0)$$,
  'from the rows as they are now');
select howdah_internal.forget_usage_of('default', 'ann') is null as forgotten;
select results_eq(
  $$select user_id, sum(call_count)::bigint, sum(cost_cents) from howdah_internal.usage_daily group by 1 order by 1$$,
  $$values ('', 3::bigint, 14.0), ('bob', 1, 2)$$, 'calls of a forgotten user are those of nobody');
select results_eq(
  $$select user_id, call_count, cost_cents from howdah_internal.usage_monthly_users order by 1$$,
  $$values ('', 3::bigint, 14.0), ('bob', 1, 2)$$, 'in months too');
select throws_ok($$select howdah.rebuild_usage(null, null)$$, '22004', null, 'null is refused');
set local role howdah_app;
select throws_ok('select howdah.roll_up_usage()', '42501', null, 'an application may not');
select throws_ok($$select howdah.rebuild_usage('2026-03-01', '2026-03-02')$$, '42501', null, 'nor rebuild');
select * from finish();
rollback;
