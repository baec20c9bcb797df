begin;
select plan(5);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_app;
select is_empty('select from howdah.my_usage', 'without a user there is nothing');
select howdah.act_as('ann', 'acme') as me;
select results_eq(
  'select day, feature, model, calls, cached_calls, input_tokens, output_tokens, cost_cents, saved_cents,
     cost_is_complete
     from howdah.my_usage',
  $$values
    (date '2026-02-28', 'answer', 'chat-model', 1::bigint, 0::bigint, 10::bigint, 4::bigint, 1.5, 0::numeric, true),
    ('2026-03-01', 'answer', 'chat-model', 2, 1, 20, 6, 2.25, 2.25, true)$$,
  'a user sees the own calls by UTC day'
);
select howdah.act_as('ann', 'other') as me;
select is_empty('select from howdah.my_usage', 'of this tenant');
select howdah.act_as('bob', 'acme') as me;
select results_eq(
  'select sum(calls), bool_and(cost_is_complete) from howdah.my_usage', 'values (3::numeric, false)',
    'a missing price is said');
set local role howdah_worker;
select throws_ok('select from howdah.my_usage', '42501', null, 'a worker sees no reports');
select * from finish();
rollback;
