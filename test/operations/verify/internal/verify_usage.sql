begin;
select plan(5);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
update howdah_internal.usage_rollups set done_until = '2026-02-01';
delete from howdah_internal.late_usage;
select howdah.roll_up_usage() from generate_series(1, 3);
select is_empty('select * from howdah_internal.verify_usage()', 'what was rolled up equals the calls');
update howdah_internal.usage_daily_models set cost_cents = cost_cents + 1 where tenant_id = 'other';
delete from howdah.llm_usage where user_id = 'ann' and created_at < '2026-03-01';
select results_eq('select check_name, object, detail from howdah_internal.verify_usage() order by 2',
  $$values ('rollup_equals_calls', 'day 2026-03-03 of tenant other', '1 calls and 7 cents, rolled up 1 and 8')$$,
  'a sum that was changed is found; one of a month that is no longer kept stays');
select howdah.rebuild_usage('2026-03-01', '2026-04-01') > 0 as rebuilt;
select is_empty('select * from howdah_internal.verify_usage()', 'and put right');
select howdah.set_budget('tenant', 100) is not null as set;
select howdah.set_price('p', 'm', '2026-01-01', '[{"input": 100, "output": 100}]') is not null as priced;
select howdah.register_model('p', 'm', 'chat') is not null as registered;
select (howdah.admit('p/m', 10000, 1000, user_id => 'ann')).admitted as admitted;
select is_empty('select * from howdah_internal.verify_usage()', 'what is held is reserved');
delete from howdah_internal.reservations;
select results_eq('select check_name, detail from howdah_internal.verify_usage()',
  $$values ('window_holds_what_is_reserved', '1.1 cents are held, reservations of calls add up to 0')$$,
    'else it is found');
select * from finish();
rollback;
