begin;
select plan(3);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  $$select tenant_id, month, feature, calls, cost_cents, unpriced_calls from howdah.cost_by_feature_month$$,
  $$values
    ('acme', date '2026-02-01', 'answer', 1::bigint, 1.5, 0::bigint), ('acme', '2026-03-01', 'answer', 4, 2.75, 0),
    ('acme', '2026-03-01', 'embedding', 1, 0.000016, 0), ('acme', '2026-03-01', 'report', 1, null, 1),
    ('other', '2026-03-01', 'answer', 1, 7, 0)$$,
  'each feature has a row a month'
);
set local role howdah_app;
select throws_ok('select from howdah.cost_by_feature_month', '42501', null,
  'an application sees its users'' own usage only, in my_usage');
set local role howdah_worker;
select throws_ok('select from howdah.cost_by_feature_month', '42501', null, 'a worker sees no reports');

select * from finish();
rollback;
