begin;
select plan(4);

insert into howdah.llm_usage (
  tenant_id, call_id, created_at, user_id, kind, provider, model, status, input_tokens, output_tokens, cost_cents
)
select 'acme', gen_random_uuid(), at, who, 'chat', 'p', 'm', status, 10, 1, cost
from (values
  (timestamptz '2026-03-01 23:59+00', 'ann', 'ok', 0.5), ('2026-03-02 00:00+00', 'ann', 'ok', 0.25),
  ('2026-03-02 12:00+00', 'bob', 'failed', null)
) as u (at, who, status, cost);
select howdah_internal.note_usage(u.tenant_id, u.call_id, u.attempt, u.created_at) from howdah.llm_usage as u;

set local timezone = 'Pacific/Auckland';
select results_eq(
  $$select day, calls, failed_calls, input_tokens, output_tokens, cost_cents, unpriced_calls, cost_is_complete
    from howdah.usage_by_day where tenant_id = 'acme' order by day$$,
  $$values
    (date '2026-03-01', 1::bigint, 0::bigint, 10::bigint, 1::bigint, 0.5, 0::bigint, true),
    ('2026-03-02', 2, 1, 20, 2, 0.25, 1, false)$$,
  'calls are counted by UTC day, and a missing price is said'
);

set local role howdah_app;
select throws_ok('select from howdah.usage_by_day', '42501', null,
  'an application sees its users'' own usage only, in my_usage');
set local role howdah_analyst;
select results_eq(
  'select sum(calls) from howdah.usage_by_day', array[3::numeric], 'an analyst sees all'
);
set local role howdah_worker;
select throws_ok('select from howdah.usage_by_day', '42501', null, 'a worker sees no reports');

select * from finish();
rollback;
