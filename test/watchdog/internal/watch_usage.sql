begin;
select plan(7);
select howdah_test.set_time('2026-05-04 10:06Z');
select howdah_internal.make_partitions();
update howdah_internal.usage_rollups set done_until = '2026-04-30Z';
-- Calls from before there was a watchdog: it sums them up, the last days first, and what is too old goes.
select howdah.record_usage('p/m', '{"input_tokens": 10, "output_tokens": 5}', feature => 'chat',
    started_at => '2026-05-04 09:00Z'::timestamptz - n * interval '10 days') is null as unpriced
  from generate_series(0, 4) as n;
select howdah.roll_up_usage();
truncate howdah_internal.usage_hourly_users;
insert into howdah_internal.usage_hourly_users (hour, provider, model, kind, call_count, failed_count, cost_cents,
  timed_count, latency_ms, answer_count, answer_tokens, refused_count, given_count)
values ('2026-01-01Z', 'p', 'm', 'chat', 1, 0, 1, 1, 1, 1, 1, 0, 0);
update howdah_internal.usage_rollups set done_until = '2026-05-04 10:00Z' where name = 'watched';
create function pg_temp.state(name text) returns timestamptz language sql as $$
  select done_until from howdah_internal.usage_rollups as r where r.name = state.name $$;
select set_config('howdah.may_delete', 'off', true);
select howdah_internal.watch_usage();
select is((select count(*) from howdah_internal.usage_hourly_users), 1::bigint,
  'by a clock that is doubted it does nothing');
select is(pg_temp.state('incidents'), '2026-04-30Z'::timestamptz, 'and judges nothing');
select set_config('howdah.may_delete', '', true);
select howdah_internal.watch_usage();
select is((select array_agg(hour::date order by hour) from howdah_internal.usage_hourly_users),
  '{2026-03-25,2026-04-04,2026-04-14,2026-04-24,2026-05-04}', 'nine weeks are summed up');
select is(pg_temp.state('watched'), '-infinity'::timestamptz, 'once');
select is(pg_temp.state('incidents'), '2026-05-04 10:00Z'::timestamptz, 'what has ended is judged');
-- A clock that was ahead for an hour.
update howdah_internal.usage_rollups set done_until = '2027-05-04 10:00Z' where name = 'incidents';
select howdah_internal.watch_usage();
select is(pg_temp.state('incidents'), '2026-05-04 10:00Z'::timestamptz, 'it does not wait for a time that was wrong');
select is((select count(*) from howdah.incidents), 0::bigint, 'nothing is odd in five calls');
select * from finish();
rollback;
