create or replace function howdah_internal.recount_credit(tenant text)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_credit howdah.budgets;
  v_spent numeric;
begin
  select b.* into v_credit from howdah.budgets as b where b.tenant_id = recount_credit.tenant and b.scope = 'credit';
  if not found then
    return;
  end if;
  -- Whoever settles writes its usage first and then waits here: what is committed is seen below, the rest adds itself.
  perform from howdah_internal.budget_windows as w
    where w.tenant_id = v_credit.tenant_id and w.budget_id = v_credit.id
      for no key update;
  v_spent := coalesce((
    select sum(u.amount_cents)
      from howdah_internal.customer_usage(
        v_credit.tenant_id, v_credit.created_at, 'infinity', howdah_internal.billing_zone(v_credit.tenant_id)) as u
  ), 0) + coalesce((
    select sum(p.amount_cents) from howdah_internal.pruned_usage as p
     where p.tenant_id = v_credit.tenant_id and p.is_prepaid
  ), 0);
  update howdah_internal.budget_windows as w
     set spent_cents = v_spent
   where w.tenant_id = v_credit.tenant_id and w.budget_id = v_credit.id and w.spent_cents != v_spent;
end
$$;
comment on function howdah_internal.recount_credit is
  'Counts anew what calls have used of a tenant''s credit, after prices were changed; locks its window.';
