begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
insert into howdah_internal.jobs_done (id, tenant_id, kind, lane, attempt, outcome, created_at, done_at)
values (1, 'default', 'report', 'reports', 0, 'done', '2026-02-28 01:00Z', '2026-02-28 01:00Z');
select howdah_internal.make_partitions();
select is(howdah_internal.make_partitions(), 0, 'once');
select is(
  (select string_agg(right(relname, 4), ' ' order by relname) from pg_class where relname ~ '^jobs_done_20260[23]'
    and relkind = 'r'),
  '0228 0301 0302 0303 0304', 'today, three days ahead, and the days of jobs that wait in the default');
select is(
  (select string_agg(right(relname, 4), ' ' order by relname) from pg_class where relname ~ '^llm_usage_20260[3-6]$'
    and relkind = 'r'),
  '2603 2604 2605 2606', 'this month and three ahead');
select is((select count(*) from pg_class where relname ~ '^jobs_done_20260' and relkind = 'r' and not relrowsecurity),
  0::bigint,
  'row level security is on');
select is((select count(*) from howdah_internal.jobs_done_20260228), 1::bigint, 'what waited is there');
insert into howdah_internal.jobs_done (id, tenant_id, kind, lane, attempt, outcome, created_at, done_at)
values (2, 'default', 'report', 'reports', 0, 'done', '2026-03-02 01:00Z', '2026-03-02 01:00Z');
select is((select count(*) from howdah_internal.jobs_done_20260302), 1::bigint, 'rows go to their day');
select howdah_test.set_time('2026-03-10 12:00Z');
select howdah_internal.make_partitions();
select is(to_regclass('howdah_internal.jobs_done_20260302'), null, 'days older than jobs_done_days are dropped');
select isnt(to_regclass('howdah_internal.jobs_done_20260303'), null, 'the seventh day back stays');
select * from finish();
rollback;
