begin;
select plan(8);
select howdah_test.set_time('2026-03-01 12:00Z');
select howdah.register_model('p', 'm', 'chat');
select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000, "output": 1000000}]');
select howdah.act_as('ann', 'acme');
select howdah.set_budget('tenant', 100, 'day');
select howdah.set_budget('user', 90, 'month');
select howdah.set_rate_limit('user', 5, 'concurrent');
create temp table call as
  select n, a.reservation_id as id from generate_series(1, 3) as n, lateral howdah.admit('p/m', 10, n * 10,
    expires_in => n * interval '1 minute') as a;

select is(howdah_internal.expire_reservations(), 0, 'nothing has expired yet');
select howdah_test.set_time('2026-03-01 12:02Z');
select is(howdah_internal.expire_reservations(), 2, 'two have');
select is((select array_agg(distinct trim_scale(reserved_cents)::text) from howdah_internal.budget_windows), '{40}',
  'only the third holds money');
select is((select reserved from howdah.rate_status), 1::bigint, 'and a slot');
select is((select array_agg(status order by expires_at) from howdah_internal.reservations), '{expired,expired,held}',
  'they stay for those who settle late');
select howdah_test.set_time('2026-03-09 12:02Z');
select howdah.maintain_queue();
select is_empty('select from howdah_internal.reservations', 'maintain_queue does it too; after a week they go');
select is((select reserved from howdah.rate_status), 0::bigint, 'the last slot is free');
set local role howdah_admin;
select throws_ok('select howdah_internal.expire_reservations()', '42501', null, 'an administrator has no need to');
select * from finish();
rollback;
