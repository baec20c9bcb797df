begin;
select plan(4);
select howdah_test.set_time('2026-03-15 12:00+00') is null as noon;
select howdah.set_price('maker', 'm', '2026-01-01', '[{"input": 100, "output": 1000}]') as tiers;
select howdah.act_as('ann', 'acme') as me;
select howdah.record_usage('maker/' || c.model, jsonb_build_object(
         'prompt_tokens', 100, 'completion_tokens', 10, 'cost', c.dollars), started_at => c.at) is not null as recorded
  from (values
    ('m', 0.0123, timestamptz '2026-03-01'), ('m', 0.0001, '2026-03-02'), ('m', 0.0002, '2026-02-02'),
    ('m', null, '2026-03-02'), ('unlisted', 0.0123, '2026-03-01')
  ) as c (model, dollars, at);
set local role howdah_analyst;
select results_eq('select tenant_id, month, provider, model, calls, cost_cents, list_cents, difference_cents, '
  'difference_percent from howdah.cost_differences', $$values
    ('acme', date '2026-02-01', 'maker', 'm', 1::bigint, 0.02, 0.02, 0.0, 0.0),
    ('acme', '2026-03-01', 'maker', 'm', 2, 1.24, 0.04, 1.2, 3000.0)$$,
  'what was billed beside what the list says, where both are known');
reset role;
select howdah.set_price('maker', 'm', '2026-02-15', '[{"input": 6000, "output": 1000}]') as tiers;
select results_eq(
  $$select changed_count, before_cents, after_cents from howdah.reprice_usage('2026-03-01', '2026-04-01')$$,
  'values (3::bigint, 2.49, 3.08)', 'priced anew, what was billed stays what it cost');
select results_eq($$select cost_source, cost_cents, list_cents from howdah.llm_usage
    where model = 'm' and created_at >= '2026-03-01' order by created_at, cost_cents$$,
  $$values ('provider', 1.23, 0.61), ('provider', 0.01, 0.61), ('price', 0.61, null)$$,
  'and has another price to compare');
set local role howdah_app;
select throws_ok('select from howdah.cost_differences', '42501', null, 'an application does not see it');
select * from finish();
rollback;
