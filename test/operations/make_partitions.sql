begin;
select plan(6);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.make_usage_partitions();
select is(howdah.make_partitions(), 4, 'today and three days ahead');
select is(howdah.make_partitions(), 0, 'once');
select is((select count(*) from pg_class where relname ~ '^jobs_done_202603' and relkind = 'r' and not relrowsecurity), 0::bigint,
  'row level security is on');
insert into howdah.jobs_done (id, tenant_id, kind, lane, attempt, outcome, created_at, done_at)
values (1, 'default', 'report', 'reports', 0, 'done', '2026-03-02 01:00Z', '2026-03-02 01:00Z');
select is((select count(*) from howdah.jobs_done_20260302), 1::bigint, 'rows go to their day');
select howdah_test.set_time('2026-03-10 12:00Z');
select howdah.make_partitions();
select is(to_regclass('howdah.jobs_done_20260302'), null, 'days older than jobs_done_days are dropped');
select isnt(to_regclass('howdah.jobs_done_20260303'), null, 'the seventh day back stays');
select * from finish();
rollback;
