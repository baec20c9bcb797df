begin;
select plan(16);
select howdah_test.set_time('2026-03-10 12:00+00') is null as noon;
select is(howdah.status() ->> 'state', 'idle', 'nothing to do');
select is(howdah.status() ->> 'summary', 'nothing waits', 'it says so');
select is((howdah.status() ->> 'schema')::integer, (select version from howdah.schema_version()), 'the schema');
select is(howdah.status() -> 'models' ->> 'chat', 'local/local-chat', 'the models');

insert into howdah.llm_usage (call_id, created_at, kind, provider, model, cost_cents, status, cached, saved_cents,
  latency_ms)
values
  (gen_random_uuid(), '2026-03-10 00:00+00', 'chat', 'p', 'm', 0.25, 'ok', false, null, 100),
  (gen_random_uuid(), '2026-03-10 11:30+00', 'chat', 'p', 'm', null, 'ok', false, null, 300),
  (gen_random_uuid(), '2026-03-10 11:40+00', 'chat', 'p', 'm', 0, 'ok', true, 0.25, 1),
  (gen_random_uuid(), '2026-03-10 11:50+00', 'chat', 'p', 'm', 0, 'failed', false, null, 5),
  (gen_random_uuid(), '2026-03-01 00:00+00', 'chat', 'p', 'm', 9, 'ok', false, null, 100),
  (gen_random_uuid(), '2026-02-28 23:59+00', 'chat', 'p', 'm', 9, 'ok', false, null, 100);
select howdah_internal.note_usage(u.tenant_id, u.call_id, u.attempt, u.created_at) from howdah.llm_usage as u;
select is(
  (howdah.status() -> 'usage') - 'p50_ms' - 'p95_ms',
  jsonb '{"calls_today": 4, "failed_today": 1, "cost_today_cents": 0.25, "cost_month_cents": 9.25, "unpriced_today": 1,
    "unpriced_month": 1, "cache_hit_rate_today": 33.33, "cache_saved_today_cents": 0.25, "calls_hour": 3}',
  'the UTC day and month; a missing price is said'
);
select is((howdah.status() -> 'usage' ->> 'p95_ms')::integer, 300, 'latency of the answers of the last hour');

select howdah.enqueue('report', lane => 'reports');
select is(
  howdah.status() #> '{lanes,0}',
  jsonb '{"lane": "reports", "class": "bulk", "ready": 1, "delayed": 0, "running": 0, "dead": 0, "oldest_seconds": 0,
    "per_minute": 0.0, "eta_seconds": null, "paused_until": null, "pause_reason": null}',
  'every lane with what waits in it'
);
select is(howdah.status() ->> 'state', 'busy', 'a lane of your own needs no worker of ours');
select is(howdah.status() ->> 'summary', '1 jobs wait, 0 run', 'without a rate there is no time to the end');
select howdah.pause_lane('reports', '2026-03-10 13:00+00', 'night');
select is(howdah.status() #>> '{lanes,0,pause_reason}', 'night', 'and why it is paused');
select is(howdah.status() ->> 'state', 'stuck', 'a pause that nobody ends is an error');
select matches(howdah.status() ->> 'summary', '^lane reports: paused until .*; 1 jobs wait$',
  'and the first thing that is said');
select howdah.resume_lane('reports') is null as resumed;

select howdah.set_budget('tenant', 5, 'month');
update howdah_internal.budget_windows set spent_cents = 5;
insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at, spent_cents)
select b.tenant_id, b.id, 'default', '2026-03-01', '2026-04-01', 5 from howdah.budgets as b;
select is(howdah.status() ->> 'state', 'over budget', 'no money left');
select is((howdah.status() #>> '{budgets,0,share}')::numeric, 1.0, 'how much of it');

set local role howdah_admin;
select isnt(howdah.status(), null, 'an administrator may ask');
set local role howdah_app;
select throws_ok('select howdah.status()', '42501', null, 'an application may not');
select * from finish();
rollback;
