begin;
select plan(2);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  $$select tenant_id, month, calls, cost_cents, unpriced_calls, cost_is_complete from howdah.cost_by_tenant_month$$,
  $$values
    ('acme', date '2026-02-01', 1::bigint, 1.5, 0::bigint, true), ('acme', '2026-03-01', 6, 2.750016, 1, false),
    ('other', '2026-03-01', 1, 7, 0, true)$$,
  'each tenant has a row a month, exact to the last digit'
);

set local role howdah_app;
select throws_ok('select from howdah.cost_by_tenant_month', '42501', null, 'an application does not see it');

select * from finish();
rollback;
