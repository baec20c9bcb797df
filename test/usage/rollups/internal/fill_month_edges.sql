begin;
select plan(13);
create function pg_temp.call(at timestamptz, cost numeric, who text default 'ann') returns void language sql as $$
  with added as (
    insert into howdah.llm_usage (tenant_id, call_id, created_at, user_id, kind, provider, model, cost_cents)
    values ('acme', gen_random_uuid(), call.at, call.who, 'chat', 'p', 'm', call.cost)
    returning *
  )
  select howdah_internal.note_usage(a.tenant_id, a.call_id, a.attempt, a.created_at) from added as a;
$$;
create function pg_temp.edges()
returns table (month date, local_month date, user_id text, calls bigint, cents numeric) language sql as $$
  select e.month, e.local_month, e.user_id, e.call_count, e.cost_cents from howdah_internal.usage_month_edges as e
   order by 1, 2, 3 $$;
create temp view parts as
select month, local_month, user_id, call_count as calls, cost_cents as cents from howdah_internal.month_edge_parts
 order by 1, 2, 3;
update howdah_internal.usage_rollups set done_until = '2026-01-30Z';
select howdah_test.set_time('2026-03-03 12:30Z');
select howdah.set_tenant('acme', 'America/New_York');
select pg_temp.call('2026-01-31 18:31Z', 1);
select pg_temp.call('2026-02-01 03:00Z', 2);
select pg_temp.call('2026-02-28 18:29Z', 4);
select pg_temp.call('2026-02-28 18:30Z', 8);
select pg_temp.call('2026-03-01 04:59Z', 16, 'bob');
select pg_temp.call('2026-03-01 05:00Z', 32, 'bob');
select howdah.roll_up_usage(), howdah.roll_up_usage();
prepare york as values (date '2026-02-01', date '2026-01-01', 'ann', 1::bigint, 2::numeric),
  ('2026-03-01', '2026-02-01', 'bob', 1, 16);
select results_eq('select * from pg_temp.edges()', 'york', 'calls of another month in the zone of the tenant');
select howdah.set_tenant('acme', 'Asia/Kolkata');
prepare kolkata as values (date '2026-01-01', date '2026-02-01', 'ann', 1::bigint, 1::numeric),
  ('2026-02-01', '2026-03-01', 'ann', 1, 8);
select results_eq('select * from pg_temp.edges()', 'york', 'after a change of it they stay as they are');
select results_eq('table parts', 'kolkata', 'and are not read: its half hour is seen at once');
select pg_temp.call('2026-02-28 19:00Z', 64);
select results_eq('table parts', 'kolkata', 'a call that is not rolled up is none of theirs');
select howdah_internal.fill_month_edges();
select results_eq('select * from pg_temp.edges()', 'kolkata', 'the next roll-up makes them anew');
select is_empty('table howdah_internal.due_zones', 'once');
select howdah.roll_up_usage();
select is((select call_count from howdah_internal.usage_month_edges where local_month = '2026-03-01'), 2::bigint,
  'what came late is added');
update howdah.llm_usage set cost_cents = 3 where cost_cents = 8;
select howdah.rebuild_usage('2026-02-10Z', '2026-02-11Z');
prepare rebuilt as values (date '2026-01-01', date '2026-02-01', 'ann', 1::bigint, 1::numeric),
  ('2026-02-01', '2026-03-01', 'ann', 2, 67);
select results_eq('select * from pg_temp.edges()', 'rebuilt', 'months that are made again have what was corrected');
select howdah_internal.forget_usage_of('acme', 'ann');
select is((select sum(cost_cents) from howdah_internal.usage_month_edges where user_id = ''), 68::numeric,
  'a forgotten user is nobody here too');
delete from howdah.llm_usage where created_at < '2026-02-01Z';
insert into howdah_internal.usage_rollups (name, done_until) values ('dropped', '2026-02-01Z');
select howdah.set_tenant('acme', 'America/New_York');
prepare dropped as values (date '2026-01-01', date '2026-02-01', '', 1::bigint, 1::numeric),
  ('2026-02-01', '2026-01-01', 'ann', 1, 2), ('2026-03-01', '2026-02-01', 'bob', 1, 16);
select results_eq('table parts', 'dropped', 'a month whose calls are no longer kept stays as it is');
select howdah.roll_up_usage();
select results_eq('select * from pg_temp.edges()', 'dropped', 'also when they are made anew');
select howdah.set_tenant('acme', 'UTC');
select is((select count(*) from parts), 1::bigint, 'in UTC there are none');
select howdah.roll_up_usage();
select is((select count(*) from howdah_internal.usage_zones where tenant_id = 'acme'), 0::bigint,
  'a tenant without a row has them in UTC');
select * from finish();
rollback;
