create or replace function howdah_internal.estimated_cost(
  model_id integer,
  at timestamptz,
  input_tokens bigint,
  output_tokens bigint
)
  returns numeric
  language plpgsql
  stable
as $$
declare
  v_model howdah.models;
  v_cost numeric;
  v_policy text;
begin
  select m.* into v_model from howdah.models as m where m.id = estimated_cost.model_id;
  v_cost := (howdah_internal.call_cost(
    v_model.provider, v_model.name, estimated_cost.at, estimated_cost.input_tokens::integer,
    output_tokens => estimated_cost.output_tokens::integer)).cost_cents;
  if v_cost is null then
    v_policy := howdah.setting('unpriced_calls');
    if v_policy = 'allow' then
      v_cost := 0;
    elsif v_policy = 'estimate' then
      select max(p.input_cents_per_mtok) * estimated_cost.input_tokens / 1000000
             + coalesce(max(p.output_cents_per_mtok), 0) * estimated_cost.output_tokens / 1000000
        into v_cost
        from howdah.model_prices as p
       where p.effective_from <= estimated_cost.at and p.withdrawn_at is null;
    end if;
  end if;
  return round(v_cost, 10);
end
$$;
comment on function howdah_internal.estimated_cost is
  'US cents that a call is taken to cost. Without a price the setting unpriced_calls decides: null (refuse), 0 '
  '(allow), or the dearest known prices (estimate).';
