create or replace function howdah.spend_budget(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz,
  cents numeric,
  usage jsonb default '{}',
  reservation_id uuid default null
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_input bigint := (spend_budget.usage ->> 'input_tokens')::bigint;
  v_output bigint := (spend_budget.usage ->> 'output_tokens')::bigint;
  v_cents numeric := spend_budget.cents;
  v_held howdah.reservations;
  v_windows jsonb;
  v_window record;
  v_after record;
begin
  if spend_budget.reservation_id is not null then
    delete from howdah.reservations as r
     where r.tenant_id = spend_budget.tenant and r.id = spend_budget.reservation_id
    returning r.* into v_held;
    if v_held.rates != '[]' then
      perform howdah.settle_rates(v_held.rates, v_input, v_output, v_held.status = 'held');
    end if;
    -- What expired or was cancelled is given back already.
    if v_held.status != 'held' then
      v_held.amount_cents := 0;
    end if;
  end if;
  if v_held.holds is null and not exists (select from howdah.budgets) then
    return;
  end if;
  if v_cents is null then
    v_cents := coalesce(howdah.estimated_cost(
      spend_budget.model_id, spend_budget.at, coalesce(v_input, 0), coalesce(v_output, 0)), 0);
  end if;
  if spend_budget.at >= v_held.created_at and spend_budget.model_id = v_held.model_id
     and spend_budget.feature = v_held.feature
     and not exists (
       select from jsonb_to_recordset(v_held.holds) as h (ends_at timestamptz) where h.ends_at <= spend_budget.at
     ) then
    -- Mostly it is spent where it was held; looking again costs more than all the rest.
    v_windows := v_held.holds;
  else
    v_windows := (
      select jsonb_agg(jsonb_build_object(
               'tenant_id', tenant_id, 'budget_id', budget_id, 'subject', subject, 'starts_at', starts_at,
               'ends_at', a.ends_at, 'is_spent', a.scope is not null, 'is_held', k.is_held is not null))
        from howdah.applicable_budgets(
          spend_budget.tenant, spend_budget.payer, spend_budget.model_id, spend_budget.feature, spend_budget.at) as a
        full join (
          select h.*, true as is_held
            from jsonb_to_recordset(coalesce(v_held.holds, '[]'))
              as h (tenant_id text, budget_id bigint, subject text, starts_at timestamptz)
        ) as k using (tenant_id, budget_id, subject, starts_at)
    );
  end if;
  for v_window in
    select w.tenant_id, w.budget_id, w.subject, w.starts_at, w.ends_at,
           coalesce(w.is_spent, true) as is_spent, coalesce(w.is_held, true) as is_held
      from jsonb_to_recordset(v_windows) as w (
        tenant_id text, budget_id bigint, subject text, starts_at timestamptz, ends_at timestamptz, is_spent boolean,
        is_held boolean
      )
     order by w.tenant_id, w.budget_id, w.subject, w.starts_at
  loop
    continue when (v_cents = 0 or not v_window.is_spent) and (v_held.amount_cents = 0 or not v_window.is_held);
    loop
      update howdah.budget_windows as w
         set spent_cents = w.spent_cents + case when v_window.is_spent then v_cents else 0 end,
             reserved_cents = case
               when v_window.is_held then greatest(0, w.reserved_cents - v_held.amount_cents) else w.reserved_cents
             end
        from howdah.budgets as b
       where w.tenant_id = v_window.tenant_id and w.budget_id = v_window.budget_id
         and w.subject = v_window.subject and w.starts_at = v_window.starts_at
         and b.tenant_id = v_window.tenant_id and b.id = v_window.budget_id
      returning w.alerted_at is null and w.spent_cents >= b.limit_cents * b.soft_percent / 100 as is_alert into v_after;
      -- A budget that is gone took its windows with it.
      exit when found or not v_window.is_spent
        or not exists (
          select from howdah.budgets as b where b.tenant_id = v_window.tenant_id and b.id = v_window.budget_id
        );
      insert into howdah.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
      values (v_window.tenant_id, v_window.budget_id, v_window.subject, v_window.starts_at, v_window.ends_at)
      on conflict do nothing;
    end loop;
    if v_after.is_alert and v_window.is_spent and v_cents > 0 then
      perform howdah.alert_budget(v_window.tenant_id, v_window.budget_id, v_window.subject, v_window.starts_at);
    end if;
  end loop;
end
$$;
comment on function howdah.spend_budget(text, text, integer, text, timestamptz, numeric, jsonb, uuid) is
  'Counts what a call cost in the budgets of the time when it began, whether or not anything was held for it, and '
  'in the same step gives back what its reservation holds; spending past the soft threshold is an alert. Cents null '
  'is a price that is not known.';
