begin;
select plan(17);
select howdah_test.set_time('2026-03-01 10:30Z');
select howdah.register_model('p', 'm', 'chat'), howdah.register_model('p', 'free', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
update howdah_internal.usage_rollups set done_until = '2026-03-01 00:00Z';
create function pg_temp.id(n integer) returns uuid language sql as $$ select lpad(n::text, 32, '0')::uuid $$;
create function pg_temp.write(n integer, at timestamptz, usage jsonb, model text default 'p/m') returns void
language sql as $$
  select howdah_internal.write_usage('acme', 'ann', pg_temp.id(n), 1, at, howdah_internal.find_model(model, null),
    usage, 'answer') $$;
create function pg_temp.crash(n integer, at timestamptz, model text default 'p/m') returns void language sql as $$
  select pg_temp.write(n, at, '{"estimated_input_tokens": 100, "estimated_output_tokens": 20, "error_code": "crashed",
    "has_begun": true}', model) $$;
create function pg_temp.report(n integer, at timestamptz, model text default 'p/m') returns void language sql as $$
  select pg_temp.write(n, at, '{"input_tokens": 90, "output_tokens": 10, "latency_ms": 100, "first_token_ms": 10,
    "service_tier": "flex"}', model) $$;
create function pg_temp.pending() returns text language sql as $$
  select format('%s late, %s corrected', count(*) filter (where replaced is null), count(replaced))
    from howdah_internal.late_usage $$;
-- Calls, failed, estimated, tokens, cents: of what is rolled up, and of what reports show.
create view pg_temp.rolled as
  select format('%s %s %s %s %s %s', sum(call_count), sum(failed_count), sum(estimated_count),
    sum(input_tokens), sum(output_tokens), trim_scale(sum(cost_cents))) as sums from howdah_internal.usage_daily_models;
create view pg_temp.shown as
  select format('%s %s %s %s %s %s', sum(call_count), sum(failed_count), sum(estimated_count),
    sum(input_tokens), sum(output_tokens), trim_scale(sum(cost_cents))) as sums from howdah_internal.usage_day_parts;

select howdah.set_price('p', 'm', '2026-01-02Z', '[{"input": 1000000, "output": 1000000},
  {"service_class": "flex", "input": 500000, "output": 500000}]');
select pg_temp.crash(1, '2026-03-01 10:20Z');
select pg_temp.report(1, '2026-03-01 10:20Z');
select is((pg_temp.pending(), (select sums from pg_temp.shown))::text, '("0 late, 0 corrected","1 0 0 90 10 50")',
  'before its hour is rolled up nothing is to be told');
select pg_temp.crash(2, '2026-03-01 10:20Z');
select howdah_test.set_time('2026-03-01 11:30Z');
select howdah.roll_up_usage();
select is((select sums from pg_temp.rolled), '2 1 1 190 30 170', 'one is rolled up as it was estimated');
select pg_temp.report(2, '2026-03-01 10:20Z');
select is(pg_temp.pending(), '0 late, 1 corrected', 'and corrected: that waits for the next run');
select is((select sums from pg_temp.shown), '2 0 0 180 20 100', 'reports show it at once');
select is((select sums from pg_temp.rolled), '2 1 1 190 30 170', 'the sums have it not yet');
select is_empty('select * from howdah_internal.verify_usage()', 'and are right for what they are');
select is(howdah.roll_up_usage(), 1::bigint, 'the next run');
select is((pg_temp.pending(), (select sums from pg_temp.rolled))::text, '("0 late, 0 corrected","2 0 0 180 20 100")',
  'puts it in the place of the estimate');
select is((select array_agg(call_count order by bucket) from howdah_internal.usage_latency where call_count > 0), '{2}',
  'its latency counts as well');

select pg_temp.crash(3, '2026-03-01 09:00Z');
select pg_temp.report(3, '2026-03-01 09:00Z');
select is((pg_temp.pending(), (select sums from pg_temp.shown))::text, '("1 late, 0 corrected","3 0 0 270 30 150")',
  'one that came late itself is added as it is then');
select howdah.roll_up_usage();
select is((select sums from pg_temp.rolled), '3 0 0 270 30 150', 'once');

select pg_temp.crash(4, '2026-03-01 09:00Z');
select howdah.roll_up_usage();
select pg_temp.report(4, '2026-03-01 09:00Z');
select howdah.rebuild_usage('2026-03-01Z', '2026-03-02Z');
select is((pg_temp.pending(), (select sums from pg_temp.rolled))::text, '("0 late, 0 corrected","4 0 0 360 40 200")',
  'sums that are made anew have the correction');

select pg_temp.crash(5, '2026-03-01 09:00Z', 'p/free');
select howdah.roll_up_usage();
select pg_temp.report(5, '2026-03-01 09:00Z', 'p/free');
create temp view unpriced as
  select format('%s %s %s %s', service_class, unpriced_calls, input_tokens, output_tokens) from howdah.unpriced_usage
   where model = 'free';
select results_eq('table unpriced', $$values ('flex 1 90 10')$$, 'a call without a price is shown as what it was');
select howdah.roll_up_usage();
select results_eq('table unpriced', $$values ('flex 1 90 10')$$, 'also when it is rolled up');

select pg_temp.crash(6, '2026-03-01 09:00Z');
select howdah.roll_up_usage();
select pg_temp.report(6, '2026-03-01 09:00Z');
select howdah_internal.forget_usage_of('acme', 'ann');
update howdah.llm_usage set user_id = null where user_id = 'ann';
select howdah.roll_up_usage();
select results_eq('select user_id, call_count, cost_cents from howdah_internal.usage_daily',
  $$values ('', 6::bigint, 250.0)$$, 'a correction brings no forgotten user back');

select howdah_test.set_time('2026-03-03 11:30Z');
select howdah.summarise_days();
select pg_temp.crash(7, '2026-03-01 09:00Z');
select howdah.summarise_days();
select pg_temp.report(7, '2026-03-01 09:00Z');
select howdah.summarise_days();
select is((select array_agg(total_cost) from howdah.daily_summaries where date = '2026-03-01'), '{300}',
  'a day is summed up again');
select is_empty('select * from howdah_internal.verify_usage()', 'all sums equal the calls');
select * from finish();
rollback;
