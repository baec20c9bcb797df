begin;
select plan(12);
create temp view months as
  select array_agg(right(relname, 6) order by relname) as names from pg_class
   where relname ~ '^llm_usage_\d{6}$' and relkind = 'r';
insert into howdah.llm_usage (tenant_id, call_id, created_at, kind, provider, model)
select 'acme', gen_random_uuid(), at, 'chat', 'p', 'm'
  from unnest(array['2028-12-31 12:00+00', '2029-01-01 12:00+00']::timestamptz[]) as at;
select howdah_test.set_time('2031-01-15 12:00+00') is null as day;
-- Makes those of both calls; then there is what to drop.
select howdah_internal.make_partitions() > 0 as made;
create temp table before as select * from months;
select isnt(to_regclass('howdah.llm_usage_202812'), null, 'three years are kept');
select howdah_internal.make_partitions();
select results_eq('select * from months', 'select * from before', 'what is dropped is gone');
select howdah.set_setting('usage_months', '24') is null as set;
select howdah_internal.make_partitions();
select results_eq('select * from months', 'select * from before',
  'older than usage_months, but not yet in the roll-ups');
update howdah_internal.usage_rollups set done_until = '2028-12-01';
select howdah_internal.add_to_rollups('2028-12-01', '2031-01-15') > 0 as added;
update howdah_internal.usage_rollups set done_until = '2031-01-15' where name = 'usage';
select howdah_internal.make_partitions();
select is((select names[1] from months), '202812', 'those in the roll-ups, but not yet in the summaries of their days');
update howdah_internal.usage_rollups set done_until = '2031-01-15';
select howdah_internal.make_partitions();
select is((select names[1] from months), '202901', 'and it goes when it is');
select results_eq(
  'select created_at from howdah.llm_usage where tenant_id = ''acme''', $$values (timestamptz '2029-01-01 12:00+00')$$,
  'the others stay'
);
select howdah.rebuild_usage('2028-12-01', '2031-01-15') > 0 as rebuilt;
select is(
  (select sum(u.calls) from howdah.usage_by_day as u where u.tenant_id = 'acme'), 2::numeric,
  'and its sums too, also when the others are made again');
select howdah_test.set_time('2099-01-15 12:00+00') is null as day;
select howdah.set_setting('usage_months', '0') is null as set;
select howdah_internal.make_partitions();
select is((select names[1] from months), '202901', '0 keeps all');
update howdah_internal.usage_rollups set done_until = '2099-01-15';
delete from howdah_internal.usage_rollups;
select howdah.set_setting('usage_months', '24') is null as set;
select howdah_internal.make_partitions();
select is((select names[1] from months), '202901', 'without roll-ups nothing is dropped');
create table howdah.usage_archive_2020 (like howdah.llm_usage including defaults including constraints);
alter table howdah.llm_usage attach partition howdah.usage_archive_2020
  for values from ('2020-01-01 00:00+00') to ('2021-01-01 00:00+00');
select howdah_internal.drop_partitions('howdah.llm_usage', '203101');
select isnt(to_regclass('howdah.usage_archive_2020'), null, 'a partition of an operator''s own stays');
select is((select names[1] from months), '203101', 'those before a number go');
set local role howdah_app;
select throws_ok($$select howdah_internal.drop_partitions('howdah.llm_usage', '209901')$$, '42501', null,
  'an application drops none');
select * from finish();
rollback;
