begin;
select plan(9);
insert into howdah.llm_usage (tenant_id, call_id, created_at, kind, provider, model)
select 'acme', gen_random_uuid(), at, 'chat', 'p', 'm' from unnest(array['2028-12-31 12:00+00', '2029-01-01 12:00+00']::timestamptz[]) as at;
select howdah_test.set_time('2031-01-15 12:00+00') is null as day;
select howdah.make_usage_partitions() > 0 as made;
select howdah.drop_old_usage() >= 0 as dropped;
select isnt(to_regclass('howdah.llm_usage_202812'), null, 'three years are kept');
select is(howdah.drop_old_usage(), 0, 'what is dropped is gone');
select howdah.set_setting('usage_months', '24') is null as set;
select is(howdah.drop_old_usage(), 0, 'older than usage_months, but not yet in the roll-ups');
update howdah.usage_rollups set done_until = '2028-12-01';
select howdah.add_to_rollups('2028-12-01', '2031-01-15') > 0 as added;
update howdah.usage_rollups set done_until = '2031-01-15' where name = 'usage';
select is(howdah.drop_old_usage(), 4, 'then others that are in the summaries of their days');
update howdah.usage_rollups set done_until = '2031-01-15';
select is(howdah.drop_old_usage(), 1, 'and it when it is');
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
select is(howdah.drop_old_usage(), 0, '0 keeps all');
set local role howdah_app;
select throws_ok('select howdah.drop_old_usage()', '42501', null, 'an application drops none');
select * from finish();
rollback;
