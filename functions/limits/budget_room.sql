create or replace function howdah.budget_room(tenant text, payer text, model_id integer, feature text)
  returns table (room_cents numeric, ends_at timestamptz, scope text, windows jsonb)
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_budget record;
  v_free numeric;
begin
  windows := '[]';
  -- Always in this order, so that calls that share budgets never deadlock.
  for v_budget in
    select a.* from howdah.applicable_budgets(
      budget_room.tenant, budget_room.payer, budget_room.model_id, budget_room.feature, howdah.clock()) as a
     order by a.tenant_id, a.budget_id, a.subject, a.starts_at
  loop
    insert into howdah.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
    values (v_budget.tenant_id, v_budget.budget_id, v_budget.subject, v_budget.starts_at, v_budget.ends_at)
    on conflict do nothing;
    select v_budget.limit_cents - w.spent_cents - w.reserved_cents into v_free
      from howdah.budget_windows as w
     where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.budget_id
       and w.subject = v_budget.subject and w.starts_at = v_budget.starts_at
       for no key update;
    windows := windows || jsonb_build_array(jsonb_build_object(
      'tenant_id', v_budget.tenant_id, 'budget_id', v_budget.budget_id, 'subject', v_budget.subject,
      'starts_at', v_budget.starts_at));
    if v_budget.is_hard and v_free < coalesce(room_cents, 'Infinity') then
      room_cents := v_free;
      ends_at := v_budget.ends_at;
      select b.scope into scope from howdah.budgets as b
       where b.tenant_id = v_budget.tenant_id and b.id = v_budget.budget_id;
    end if;
  end loop;
  return next;
end
$$;
comment on function howdah.budget_room(text, text, integer, text) is
  'Locks the windows of all budgets of a call and says how many US cents the tightest hard one has left (null: no '
  'limit), when its window ends and what it is a budget of.';
