create or replace function howdah_internal.has_budget_room(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  input_tokens bigint
)
  returns boolean
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_cents numeric;
begin
  if not exists (select from howdah.budgets) then
    return true;
  end if;
  v_cents := howdah_internal.estimated_cost(has_budget_room.model_id, v_now, has_budget_room.input_tokens, 0);
  -- What costs nothing is never too dear.
  return coalesce(v_cents, 0) = 0 or not exists (
    select from howdah_internal.applicable_budgets(
             has_budget_room.tenant, has_budget_room.payer, has_budget_room.model_id, has_budget_room.feature, v_now
           ) as a
      left join howdah_internal.budget_windows as w using (tenant_id, budget_id, subject, starts_at)
     where a.is_hard
       and coalesce(w.spent_cents + w.reserved_cents, 0)
           + case when a.scope = 'credit' then coalesce(howdah_internal.customer_estimate(
               has_budget_room.tenant, has_budget_room.model_id, has_budget_room.feature, v_now,
               has_budget_room.input_tokens, 0, v_cents), 0)
             else v_cents end > a.limit_cents
  );
end
$$;
comment on function howdah_internal.has_budget_room is
  'Whether all hard budgets have room for a call of so many tokens; locks and holds nothing. For calls so small that '
  'those which ask at the same time do no harm.';
