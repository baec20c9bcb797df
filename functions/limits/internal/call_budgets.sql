create or replace function howdah_internal.call_budgets(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz,
  input_tokens bigint,
  output_tokens bigint,
  out budgets howdah_internal.applicable_budget[],
  out cents numeric
)
  language plpgsql
  stable
as $$
declare
  v_customer_cents numeric;
begin
  cents := howdah_internal.estimated_cost(
    call_budgets.model_id, call_budgets.at, call_budgets.input_tokens, call_budgets.output_tokens);
  -- Always in this order, so that calls that share budgets never deadlock; a budget has one window at a time.
  budgets := array(
    select a
      from howdah_internal.applicable_budgets(
        call_budgets.tenant, call_budgets.payer, call_budgets.model_id, call_budgets.feature, call_budgets.at) as a
     order by a.tenant_id, a.budget_id);
  for i in 1 .. cardinality(budgets) loop
    if budgets[i].scope = 'credit' then
      v_customer_cents := howdah_internal.customer_estimate(
        call_budgets.tenant, call_budgets.model_id, call_budgets.feature, call_budgets.at, call_budgets.input_tokens,
        call_budgets.output_tokens, cents);
      budgets[i].cents := v_customer_cents;
      if v_customer_cents is null then
        cents := null;
        return;
      end if;
    end if;
  end loop;
  if cents is null then
    if not exists (
      select from unnest(budgets) as b where b.is_hard and b.limit_cents is not null and b.scope != 'credit'
    ) then
      cents := 0;
    end if;
  end if;
end
$$;
comment on function howdah_internal.call_budgets is
  'The budgets that a call counts in, in the order in which they are locked, and the US cents that it is taken to '
  'cost: null where nobody knows and one of them is hard. In a credit it is what the customer will pay.';
