-- One partition that cannot be made or dropped keeps no other from it, and rows leave the default for their day.
begin;
select plan(10);
select howdah_test.set_time('2026-03-01 12:00Z');
-- As a session with another zone once made it: half an hour of the month before is in it.
create table howdah.llm_usage_stray partition of howdah.llm_usage
  for values from ('2026-04-30 23:30+00') to ('2026-05-31 23:30+00');
alter table howdah.llm_usage_stray enable row level security;
select lives_ok('select howdah.maintain_queue()', 'maintenance goes on');
select isnt(to_regclass('howdah_internal.jobs_done_20260304'), null, 'the days of jobs are made');
select isnt(to_regclass('howdah.access_log_202606'), null, 'and the months of the logs');
select isnt(to_regclass('howdah.llm_usage_202603'), null, 'and those of usage that fit');
select is(to_regclass('howdah.llm_usage_202605'), null, 'one does not');
select is((select string_agg(substring(finding from '^\S+ \S+ fails'), ', ' order by finding) from howdah.doctor()
  where subject = 'maintenance'),
  'partition howdah.llm_usage_202604 fails, partition howdah.llm_usage_202605 fails', 'and doctor names it');
drop table howdah.llm_usage_stray;
select howdah.maintain_queue();
select ok(not exists (select from howdah.doctor() where subject = 'maintenance'), 'until it can be made');
-- A view of somebody's own on one day.
insert into howdah_internal.jobs_done (id, tenant_id, kind, lane, attempt, outcome, created_at)
values (1, 'default', 'report', 'reports', 0, 'done', howdah.now());
create view public.first_day as select * from howdah_internal.jobs_done_20260301;
select howdah_test.set_time('2026-03-11 12:00Z');
select howdah.maintain_queue();
select is(to_regclass('howdah_internal.jobs_done_20260302'), null, 'other days are dropped');
select ok(exists (select from howdah.doctor()
  where finding ~ '^partition howdah_internal.jobs_done_20260301 fails: .*2BP01'), 'and doctor names it');
-- Nobody ran for days: what was finished then goes to its day.
select howdah_test.set_time('2026-03-20 12:00Z');
insert into howdah_internal.jobs_done (id, tenant_id, kind, lane, attempt, outcome, created_at)
select n, 'default', 'report', 'reports', 0, 'done', howdah.now() from generate_series(2, 51) as n;
select howdah.maintain_queue();
select is((select count(*) from howdah_internal.jobs_done_20260320), 50::bigint, 'out of the default partition');
select * from finish();
rollback;
