begin;
select plan(6);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah.set_tenant('acme', 'Asia/Tokyo'), howdah.set_tenant('other', 'America/New_York');
select howdah_test.add_calls();
insert into howdah.llm_usage (tenant_id, call_id, created_at, kind, provider, model, cost_cents)
values ('other', gen_random_uuid(), '2026-03-01 04:59Z', 'chat', 'p', 'm', 4);
select howdah_internal.note_usage(tenant_id, call_id, attempt, created_at) from howdah.llm_usage where cost_cents = 4;
create temp view months as
select tenant_id, month, user_id, calls, cost_cents from howdah.cost_by_user_local_month;
grant select on months to howdah_analyst;
prepare expected as values
  ('acme', date '2026-03-01', null, 1::bigint, 0.000016), ('acme', '2026-03-01', 'ann', 3, 3.75),
  ('acme', '2026-03-01', 'bob', 3, 0.5), ('other', '2026-02-01', null, 1, 4), ('other', '2026-03-01', 'cid', 1, 7);
set local role howdah_analyst;
select results_eq('table months', 'expected', 'a month begins at midnight of the tenant');
reset role;
select howdah.roll_up_usage() is not null as rolled_up;
select results_eq('table months', 'expected', 'also of calls that are rolled up');
delete from howdah.llm_usage where created_at < '2026-03-01Z';
insert into howdah_internal.usage_rollups (name, done_until) values ('dropped', '2026-03-01Z');
select results_eq('table months', 'expected', 'and after they were dropped');
select howdah.set_tenant('acme', 'America/New_York');
prepare moved as values
  ('acme', date '2026-03-01', null, 1::bigint, 0.000016), ('acme', '2026-02-01', 'ann', 1, 2.25),
  ('acme', '2026-03-01', 'ann', 2, 1.5), ('acme', '2026-03-01', 'bob', 3, 0.5);
select set_eq($$select * from months where tenant_id = 'acme'$$, 'moved',
  'when the zone is changed, calls that are no longer kept stay in the month in which they were');
select howdah.roll_up_usage() is not null as filled;
select set_eq($$select * from months where tenant_id = 'acme'$$, 'moved', 'and still when that is rolled up');
set local role howdah_app;
select throws_ok('select from howdah.cost_by_user_local_month', '42501', null, 'an application sees no report');
select * from finish();
rollback;
