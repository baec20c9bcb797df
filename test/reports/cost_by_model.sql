begin;
select plan(5);

insert into howdah.llm_usage (
  tenant_id, call_id, created_at, user_id, kind, provider, model, input_tokens, output_tokens, cost_cents
)
select 'acme', gen_random_uuid(), now(), who, kind, 'p', model, 10, tokens, cost
from (values
  ('ann', 'chat', 'big', 5, 2.5), ('bob', 'chat', 'big', 5, null), ('ann', 'embedding', 'small', null, 0.5)
) as u (who, kind, model, tokens, cost);
select howdah_internal.note_usage(u.tenant_id, u.call_id, u.attempt, u.created_at) from howdah.llm_usage as u;

select results_eq(
  $$select model, kind, calls, input_tokens, output_tokens, cost_cents, unpriced_calls, cost_is_complete
    from howdah.cost_by_model where tenant_id = 'acme' order by model$$,
  $$values
    ('big', 'chat', 2::bigint, 20::bigint, 10::bigint, 2.5, 1::bigint, false),
    ('small', 'embedding', 1, 10, 0, 0.5, 0, true)$$,
  'each model has its sum, and says whether it is complete'
);

select howdah.record_usage('p/none', '{"input_tokens": 5, "output_tokens": 5}') is null as recorded
  from howdah.act_as('ann', 'acme') as me;
select results_eq($$select cost_cents, unpriced_calls from howdah.cost_by_model where model = 'none'$$,
  'values (null::numeric, 1::bigint)', 'where no call has a known cost it is null, never 0');

set local role howdah_app;
select throws_ok('select from howdah.cost_by_model', '42501', null,
  'an application sees its users'' own usage only, in my_usage');
set local role howdah_analyst;
select isnt_empty('select from howdah.cost_by_model', 'an analyst sees all');
set local role howdah_worker;
select throws_ok('select from howdah.cost_by_model', '42501', null, 'a worker sees no reports');

select * from finish();
rollback;
