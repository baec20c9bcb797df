begin;
select plan(4);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  $$select tenant_id, month, feature, calls, cost_cents, unpriced_calls from howdah.cost_by_feature_month$$,
  $$values
    ('acme', date '2026-02-01', 'answer', 1::bigint, 1.5, 0::bigint), ('acme', '2026-03-01', 'answer', 4, 2.75, 0),
    ('acme', '2026-03-01', 'embedding', 1, 0.000016, 0), ('acme', '2026-03-01', 'report', 1, 0, 1),
    ('other', '2026-03-01', 'answer', 1, 7, 0)$$,
  'each feature has a row a month'
);
reset role;
set local role howdah_app;
select is_empty('select from howdah.cost_by_feature_month', 'without a user an application sees nothing');
select howdah.act_as('ann', 'acme') as me;
select results_eq('select feature, sum(calls) from howdah.cost_by_feature_month group by 1', $$values ('answer', 3::numeric)$$, 'a user sees the own calls');
set local role howdah_worker;
select throws_ok('select from howdah.cost_by_feature_month', '42501', null, 'a worker sees no reports');

select * from finish();
rollback;
