create or replace function howdah.grant_credit(
  tenant text,
  amount_cents double precision,
  reason text default null,
  is_refund boolean default false,
  request_key text default null
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  -- 15 digits of a float8 are exact.
  v_amount numeric(20, 10);
  v_is_refund boolean := coalesce(grant_credit.is_refund, false);
  v_there howdah.credits;
  v_id bigint;
  v_at timestamptz;
  v_budget howdah.budgets;
  v_window howdah_internal.budget_windows;
begin
  perform howdah_internal.check_credit(
    grant_credit.tenant, grant_credit.amount_cents::numeric, grant_credit.reason, grant_credit.request_key);
  v_amount := grant_credit.amount_cents;
  -- One after the other: the first one, from which on calls are counted, is the earliest.
  perform pg_advisory_xact_lock(hashtextextended('howdah.grant_credit ' || grant_credit.tenant, 0));
  v_at := howdah.clock();
  insert into howdah.credits (tenant_id, amount_cents, is_refund, reason, request_key, granted_by, created_at)
  values (
    grant_credit.tenant, v_amount, v_is_refund, grant_credit.reason, grant_credit.request_key,
    howdah.current_user_id(), v_at
  )
  on conflict (tenant_id, request_key) do nothing
  returning id into v_id;
  if v_id is null then
    select c.* into v_there from howdah.credits as c
     where c.tenant_id = grant_credit.tenant and c.request_key = grant_credit.request_key;
    if (v_there.amount_cents, v_there.is_refund) is distinct from (v_amount, v_is_refund) then
      raise exception 'request_key was used for another credit'
        using errcode = 'PT409', hint = 'Give every credit a key of its own.';
    end if;
    return v_there.id;
  end if;
  if v_is_refund then
    return v_id;
  end if;
  if v_amount > 0 and v_amount + (
    select b.limit_cents from howdah.budgets as b where b.tenant_id = grant_credit.tenant and b.scope = 'credit'
  ) > 9e9 then
    raise exception 'amount_cents makes the credits of this tenant more than 9000000000'
      using errcode = '22023', hint = 'All that a tenant is ever granted is at most 9000000000 US cents.';
  end if;
  if v_amount > 0 then
    insert into howdah.budgets (tenant_id, scope, period, limit_cents, created_at)
    values (grant_credit.tenant, 'credit', 'total', v_amount, v_at)
    on conflict (tenant_id, scope, scope_id, period) do update
      set limit_cents = howdah.budgets.limit_cents + excluded.limit_cents
    returning * into v_budget;
  else
    update howdah.budgets as b
       set limit_cents = b.limit_cents + v_amount
     where b.tenant_id = grant_credit.tenant and b.scope = 'credit' and b.limit_cents + v_amount >= 0
    returning b.* into v_budget;
  end if;
  -- What waited for money looks again.
  perform howdah_internal.unblock_heads(grant_credit.tenant);
  perform howdah_internal.wake_jobs(grant_credit.tenant);
  -- Last, as in everybody's order.
  insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at)
  select v_budget.tenant_id, v_budget.id, v_budget.tenant_id, '-infinity' where v_budget.id is not null
  on conflict do nothing;
  update howdah_internal.budget_windows as w
     set refused_at = null,
         alerted_at = case
           when w.spent_cents >= v_budget.limit_cents * v_budget.soft_percent / 100 then w.alerted_at
         end
   where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.id
  returning w.* into v_window;
  if v_amount < 0
     and coalesce(v_window.spent_cents + v_window.reserved_cents > v_budget.limit_cents, true) then
    raise exception 'amount_cents pays back more than is left of the credit'
      using errcode = 'PT412', hint = 'As the tenant: select * from howdah.credit_balance().';
  end if;
  return v_id;
end
$$;
comment on function howdah.grant_credit is
  'Gives a tenant a credit in US cents, and returns its id. From the first one on the tenant is limited to what it '
  'has: calls hold the most that they may cost at customer prices, like in a hard budget, use up what they do '
  'cost, and are refused (PT402, scope credit) where it does not fit; more credits add up, one below 0 pays back what '
  'is left. With is_refund it limits nothing and stands on the next statement as a line of its own. With a '
  'request_key a repetition changes nothing. Raises 22004, 22023, 22001, PT404, PT409, PT412. Example: select '
  'howdah.grant_credit(''acme'', 5000, ''invoice 17'', request_key => ''17'').';
grant execute on function howdah.grant_credit to howdah_admin;
