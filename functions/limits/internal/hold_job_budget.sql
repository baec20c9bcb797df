create or replace function howdah_internal.hold_job_budget(model_id integer, job_ids bigint[])
  returns bigint[]
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_rate numeric;
  v_has_credits boolean;
  v_group record;
  v_budgets howdah_internal.applicable_budget[];
  v_credit integer;
  v_customer_rate numeric;
  v_room record;
  v_credit_cents numeric;
  v_is_credit_short boolean;
  v_fit record;
  v_reservation uuid;
  v_all bigint[] := '{}';
begin
  if not exists (select from howdah.budgets) then
    return hold_job_budget.job_ids;
  end if;
  -- Null is a price that is not known and not to be estimated: what has a hard budget waits for it.
  v_rate := howdah_internal.estimated_cost(hold_job_budget.model_id, v_now, 1000000, 0) / 1000000;
  v_has_credits := exists (select from howdah.budgets as b where b.scope = 'credit');
  if v_rate = 0 and not v_has_credits then
    return hold_job_budget.job_ids;
  end if;
  for v_group in
    select j.tenant_id, j.user_id, array_agg(j.id order by u.n) as ids, min(j.lane) as lane,
           (array_agg(j.estimated_tokens order by u.n))[1] as first_tokens
      from unnest(hold_job_budget.job_ids) with ordinality as u (id, n)
      join howdah_internal.jobs as j on j.id = u.id
     group by j.tenant_id, j.user_id
     order by j.tenant_id, j.user_id
  loop
    v_budgets := array(
      select a
        from howdah_internal.applicable_budgets(
          v_group.tenant_id, v_group.user_id, hold_job_budget.model_id, 'embedding', v_now) as a
       order by a.tenant_id, a.budget_id);
    v_credit := (
      select b.n from unnest(v_budgets) with ordinality as b (tenant_id, budget_id, subject, starts_at, ends_at,
        limit_cents, is_hard, scope, period, cents, n)
       where b.scope = 'credit');
    v_customer_rate := 0;
    v_credit_cents := null;
    v_is_credit_short := false;
    if v_credit is not null then
      -- Before the two are asked one by one.
      perform howdah_internal.lock_windows(v_budgets);
      v_customer_rate := howdah_internal.customer_estimate(
        v_group.tenant_id, hold_job_budget.model_id, 'embedding', v_now, 1000000, 0, v_rate * 1000000) / 1000000;
      v_credit_cents := (howdah_internal.budget_room(
        v_budgets[v_credit : v_credit], round(v_group.first_tokens * coalesce(v_customer_rate, 0), 10))).room_cents;
      v_is_credit_short := coalesce(
        round(v_group.first_tokens * v_customer_rate, 10) > v_credit_cents, true);
    elsif v_rate = 0 then
      v_all := v_all || v_group.ids;
      continue;
    end if;
    v_room := howdah_internal.budget_room(
      v_budgets[: coalesce(v_credit, 0) - 1] || v_budgets[coalesce(v_credit, 0) + 1 :],
      round(v_group.first_tokens * v_rate, 10));
    if v_budgets = '{}' or v_rate is null and v_room.room_cents is null and v_credit is null then
      v_all := v_all || v_group.ids;
      continue;
    end if;
    v_fit := howdah_internal.fitting_jobs(
      v_group.ids, case when v_rate is null and v_room.room_cents is null then 0 else v_rate end, v_room.room_cents,
      v_customer_rate, v_credit_cents);
    if v_fit.ids is not null then
      if v_credit is not null then
        v_budgets[v_credit].cents := v_fit.customer_cents;
      end if;
      insert into howdah_internal.reservations (tenant_id, user_id, amount_cents, holds, expires_at)
      -- It ends with its jobs, whose leases end.
      values (v_group.tenant_id, v_group.user_id, v_fit.cents, v_budgets, 'infinity')
      returning id into v_reservation;
      perform howdah_internal.hold_budget(v_budgets, v_fit.cents);
      update howdah_internal.jobs as j
         set reservation_id = v_reservation, reserved_cents = round(j.estimated_tokens * coalesce(v_rate, 0), 10)
       where j.id = any (v_fit.ids);
      v_all := v_all || v_fit.ids;
    elsif v_room.scope in ('user', 'plan') and not v_is_credit_short then
      -- One user's: the others of the tenant go on.
      update howdah_internal.jobs as j
         set run_after = least(v_room.ends_at, v_now + interval '5 minutes'), error_code = 'budget_exceeded'
       where j.id = any (v_group.ids);
    else
      update howdah_internal.queue_heads as h
         set blocked_until = least(v_room.ends_at, v_now + interval '1 minute')
       where h.id in (
         -- Who holds one may be waiting for the budget's row, which is ours.
         select w.id from howdah_internal.queue_heads as w
          where w.lane = v_group.lane and w.tenant_id = v_group.tenant_id
          order by w.id
            for no key update skip locked
       );
    end if;
  end loop;
  return v_all;
end
$$;
comment on function howdah_internal.hold_job_budget is
  'Holds the estimated price of locked embedding jobs in the budgets of who pays, and in a credit what the customer '
  'will pay, and returns those that fit; the others wait until the window ends or the budget is raised. Without a '
  'price the setting unpriced_calls decides.';
