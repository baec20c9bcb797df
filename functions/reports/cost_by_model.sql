create or replace view howdah.cost_by_model
  with (security_invoker = true)
as
select u.tenant_id,
       u.provider,
       u.model,
       u.kind,
       count(*) as calls,
       sum(u.input_tokens) as input_tokens,
       sum(u.output_tokens) as output_tokens,
       coalesce(sum(u.cost_cents), 0) as cost_cents,
       count(*) filter (where u.cost_cents is null) as unpriced_calls,
       count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete
  from howdah.llm_usage as u
 group by u.tenant_id, u.provider, u.model, u.kind;
comment on view howdah.cost_by_model is 'Calls, tokens and cost per model since the beginning.';
comment on column howdah.cost_by_model.cost_cents is 'US cents of the calls whose price is known.';
comment on column howdah.cost_by_model.unpriced_calls is 'Calls without a known price; they are not in cost_cents.';
comment on column howdah.cost_by_model.cost_is_complete is 'True when every call has a price.';
