begin;
select plan(2);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  $$select month, provider, calls, failed_calls, input_tokens, cached_input_tokens, output_tokens, cost_cents,
           unpriced_calls, cost_is_complete
      from howdah.cost_by_provider_month$$,
  $$values
    (date '2026-02-01', 'p', 1::bigint, 0::bigint, 10::bigint, 5::bigint, 4::bigint, 1.5, 0::bigint, true),
    ('2026-03-01', 'p', 6, 2, 91, 45, 17, 9.75, 1, false), ('2026-03-01', 'q', 1, 0, 8, 4, 0, 0.000016, 0, true)$$,
  'a provider bills all tenants together, by UTC days'
);

set local role howdah_app;
select throws_ok('select from howdah.cost_by_provider_month', '42501', null, 'an application does not see it');

select * from finish();
rollback;
