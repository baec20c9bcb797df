begin;
select plan(3);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  $$select tenant_id, month, user_id, calls, failed_calls, cached_calls, input_tokens, cached_input_tokens,
    output_tokens,
           cost_cents, saved_cents, estimated_calls, unpriced_calls, cost_is_complete
      from howdah.cost_by_user_month$$,
  $$values
    ('acme', date '2026-02-01', 'ann', 1::bigint, 0::bigint, 0::bigint, 10::bigint, 5::bigint, 4::bigint, 1.5,
      0::numeric, 0::bigint, 0::bigint, true),
    ('acme', '2026-03-01', null, 1, 0, 0, 8, 4, 0, 0.000016, 0, 0, 0, true),
    ('acme', '2026-03-01', 'ann', 2, 0, 1, 20, 10, 6, 2.25, 2.25, 0, 0, true),
    ('acme', '2026-03-01', 'bob', 3, 2, 0, 70, 35, 10, 0.5, 0, 1, 1, false),
    ('other', '2026-03-01', 'cid', 1, 0, 0, 1, 0, 1, 7, 0, 0, 0, true)$$,
  'a month is UTC; a refused call costs nothing, one without a price is said'
);
set local role howdah_app;
select throws_ok('select from howdah.cost_by_user_month', '42501', null,
  'an application sees its users'' own usage only, in my_usage');
set local role howdah_worker;
select throws_ok('select from howdah.cost_by_user_month', '42501', null, 'a worker sees no reports');

select * from finish();
rollback;
