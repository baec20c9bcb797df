create or replace function howdah.estimated_cost(
  model_id integer,
  at timestamptz,
  input_tokens bigint,
  output_tokens bigint
)
  returns numeric
  language plpgsql
  stable
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_cost numeric;
  v_policy text;
begin
  -- Mostly the model has a price of its own; call_cost, which knows all the others too, takes twice the time.
  select round(p.request_cents + (
           estimated_cost.input_tokens * p.input_cents_per_mtok
           + case when estimated_cost.output_tokens = 0 then 0 else estimated_cost.output_tokens * p.output_cents_per_mtok end
         ) / 1000000, 10)
    into v_cost
    from howdah.models as m
   cross join howdah.find_price(
     m.provider, m.name, estimated_cost.at, 'standard', estimated_cost.input_tokens::integer) as p
   where m.id = estimated_cost.model_id
     and p.service_class = 'standard' and p.from_input_tokens <= estimated_cost.input_tokens;
  if v_cost is null then
    select c.cost_cents into v_cost
      from howdah.models as m
     cross join howdah.call_cost(
       m.provider, m.name, estimated_cost.at, estimated_cost.input_tokens::integer,
       output_tokens => estimated_cost.output_tokens::integer
     ) as c
     where m.id = estimated_cost.model_id;
  end if;
  if v_cost is null then
    v_policy := howdah.setting('unpriced_calls');
    if v_policy = 'allow' then
      v_cost := 0;
    elsif v_policy = 'estimate' then
      select max(p.input_cents_per_mtok) * estimated_cost.input_tokens / 1000000
             + coalesce(max(p.output_cents_per_mtok), 0) * estimated_cost.output_tokens / 1000000
        into v_cost
        from howdah.model_prices as p
       where p.effective_from <= estimated_cost.at;
    end if;
  end if;
  return round(v_cost, 10);
end
$$;
comment on function howdah.estimated_cost(integer, timestamptz, bigint, bigint) is
  'US cents that a call is taken to cost. Without a price the setting unpriced_calls decides: null (refuse), 0 '
  '(allow), or the dearest known prices (estimate).';
