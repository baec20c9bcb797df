create or replace function howdah_internal.customer_estimate(
  tenant text,
  model_id integer,
  feature text,
  at timestamptz,
  input_tokens bigint,
  output_tokens bigint,
  cost_cents numeric
)
  returns numeric
  language plpgsql
  stable
as $$
declare
  v_call howdah.llm_usage;
begin
  select m.provider, m.name, m.kind into v_call.provider, v_call.model, v_call.kind
    from howdah.models as m where m.id = customer_estimate.model_id;
  v_call.tenant_id := customer_estimate.tenant;
  v_call.feature := customer_estimate.feature;
  v_call.created_at := customer_estimate.at;
  v_call.input_tokens := customer_estimate.input_tokens;
  v_call.output_tokens := customer_estimate.output_tokens;
  v_call.cost_cents := customer_estimate.cost_cents;
  return howdah_internal.customer_call_cents(v_call);
end
$$;
comment on function howdah_internal.customer_estimate is
  'What the customer will pay at most for a call that is taken to cost so much, US cents; null is not known.';
