begin;
select plan(12);
create function pg_temp.call(tenant text, at timestamptz, cost numeric, is_cached boolean default false)
returns void language sql as $$
  with c as (
    insert into howdah.llm_usage (tenant_id, call_id, created_at, user_id, kind, provider, model, input_tokens,
      output_tokens, cost_cents, latency_ms, cached)
    values (call.tenant, gen_random_uuid(), call.at, 'ann', 'chat', 'p', 'm', 10, 1, call.cost, 100, call.is_cached)
    returning *
  )
  select howdah_internal.note_usage(c.tenant_id, c.call_id, c.attempt, c.created_at) from c;
$$;
select howdah.set_tenant('york', 'America/New_York');
update howdah_internal.usage_rollups set done_until = '2026-03-06 00:00Z';
-- 8 March 2026 has 23 hours in New York: from 05:00Z to 04:00Z.
select pg_temp.call('york', '2026-03-08 04:59Z', 1);
select pg_temp.call('york', '2026-03-08 05:00Z', 2);
select pg_temp.call('york', '2026-03-09 03:59Z', 4, true);
select pg_temp.call('york', '2026-03-09 04:00Z', 8);
select pg_temp.call('utc', '2026-03-08 23:59Z', 16);
select howdah_test.set_time('2026-03-09 02:30Z');
select is(howdah.summarise_days(), 2, 'the days that are over');
select results_eq($$select tenant_id, date, total_cost from howdah.daily_summaries order by 1, 2$$,
  $$values ('utc', '2026-03-08'::date, 16.0), ('york', '2026-03-07', 1)$$, 'each in its zone');
select is(howdah.summarise_days(), 0, 'once');
select howdah_test.set_time('2026-03-12 02:30Z');
select is(howdah.summarise_days(), 2, 'three days down: each day once');
select results_eq($$select date, total_queries, total_tokens, total_cost,
  cache_hit_rate from howdah.daily_summaries where tenant_id = 'york' order by 1$$,
  $$values ('2026-03-07'::date, 1::bigint, 11::bigint, 1.0, 0::float8), ('2026-03-08', 2, 22, 6, 50),
    ('2026-03-09', 1, 11, 8, 0)$$,
  'a day of 23 hours');
select pg_temp.call('york', '2026-03-08 20:00Z', 32);
select pg_temp.call('york', '2026-03-07 20:00Z', 64);
select pg_temp.call('new', '2026-03-07 20:00Z', 128);
select is(howdah.summarise_days(), 3, 'late rows: their days again');
select results_eq($$select date, total_cost from howdah.daily_summaries where tenant_id = 'york' order by 1$$,
  $$values ('2026-03-07'::date, 65.0), ('2026-03-08', 38), ('2026-03-09', 8)$$, 'with them');
select is((select total_cost from howdah.daily_summaries where tenant_id = 'new'), 128.0,
  'also where there was nothing before');
select is((select count(*) from howdah.daily_summaries where is_stale), 0::bigint, 'none is stale');
select is((select sum(total_cost) from howdah.daily_summaries), (select sum(cost_cents) from howdah.llm_usage),
  'the sums are those of the rows');
-- 1 November has 25 hours: from 04:00Z to 05:00Z.
select pg_temp.call('york', '2026-11-02 04:59Z', 256);
select howdah_test.set_time('2026-11-02 06:30Z');
select howdah.roll_up_usage() from generate_series(1, 12);
select howdah.summarise_days();
select is((select total_cost from howdah.daily_summaries where date = '2026-11-01'), 256.0, 'a day of 25 hours');
set local role howdah_app;
select throws_ok('select howdah.summarise_days()', '42501', null, 'an application may not');
select * from finish();
rollback;
