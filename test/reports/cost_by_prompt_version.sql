begin;
select plan(2);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah_test.add_calls();
set local timezone = 'Pacific/Auckland';
set local role howdah_analyst;
select results_eq(
  $$select tenant_id, prompt, prompt_version, calls, cost_cents, cents_per_call, latency_ms, unpriced_calls
      from howdah.cost_by_prompt_version$$,
  $$values
    ('acme', 'answer', 1, 5::bigint, 4.25, 1.0625, 150::numeric, 0::bigint),
    ('acme', 'report', 1, 1, null, null, 300, 1),
    ('other', 'answer', 1, 1, 7, 7, 400, 0)$$,
  'each version has its cost and a mean without the cache'
);

set local role howdah_app;
select throws_ok('select from howdah.cost_by_prompt_version', '42501', null, 'an application does not see it');

select * from finish();
rollback;
