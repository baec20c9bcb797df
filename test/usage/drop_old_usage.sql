begin;
select plan(6);
insert into howdah.llm_usage (tenant_id, call_id, created_at, kind, provider, model)
select 'acme', gen_random_uuid(), at, 'chat', 'p', 'm' from unnest(array['2028-12-31 12:00+00', '2029-01-01 12:00+00']::timestamptz[]) as at;
select howdah_test.set_time('2031-01-15 12:00+00') is null as day;
select howdah.make_usage_partitions() > 0 as made;
select howdah.drop_old_usage() >= 0 as dropped;
select isnt(to_regclass('howdah.llm_usage_202812'), null, 'three years are kept');
select is(howdah.drop_old_usage(), 0, 'what is dropped is gone');
select howdah.set_setting('usage_months', '24') is null as set;
select is(howdah.drop_old_usage(), 1, 'until it is older than usage_months');
select results_eq(
  'select created_at from howdah.llm_usage where tenant_id = ''acme''', $$values (timestamptz '2029-01-01 12:00+00')$$,
  'the others stay'
);
select howdah_test.set_time('2099-01-15 12:00+00') is null as day;
select howdah.set_setting('usage_months', '0') is null as set;
select is(howdah.drop_old_usage(), 0, '0 keeps all');
set local role howdah_app;
select throws_ok('select howdah.drop_old_usage()', '42501', null, 'an application drops none');
select * from finish();
rollback;
