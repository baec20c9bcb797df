create or replace function howdah.credit_balance()
  returns table (granted_cents numeric, used_cents numeric, held_cents numeric, balance_cents numeric)
  language plpgsql
  stable
  security definer -- budgets are read by no application
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
begin
  return query
  select trim_scale(b.limit_cents), trim_scale(w.spent_cents), trim_scale(w.reserved_cents),
         trim_scale(b.limit_cents - w.spent_cents)
    from howdah.budgets as b
    join howdah_internal.budget_windows as w on w.tenant_id = b.tenant_id and w.budget_id = b.id
   where b.tenant_id = v_tenant and b.scope = 'credit';
end
$$;
comment on function howdah.credit_balance is
  'What is left of the tenant''s credit, US cents: granted, used up by calls, held by calls on their way, and the '
  'balance, which these may still lower. No row where no credit was ever granted: nothing is limited. Raises 28000. '
  'Example: select b.* from howdah.act_as(''user-42'') as me, lateral howdah.credit_balance() as b where me.';
grant execute on function howdah.credit_balance to howdah_app, howdah_admin;
