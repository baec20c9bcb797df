create or replace function howdah.hold_job_budget(model_id integer, job_ids bigint[])
  returns bigint[]
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_rate numeric;
  v_group record;
  v_room record;
  v_fit bigint[];
  v_cents numeric;
  v_reservation uuid;
  v_all bigint[] := '{}';
begin
  if not exists (select from howdah.budgets) then
    return hold_job_budget.job_ids;
  end if;
  -- Null is a price that is not known and not to be estimated: what has a hard budget waits for it.
  v_rate := howdah.estimated_cost(hold_job_budget.model_id, v_now, 1000000, 0) / 1000000;
  if v_rate = 0 then
    return hold_job_budget.job_ids;
  end if;
  for v_group in
    select j.tenant_id, j.user_id, array_agg(j.id order by u.n) as ids, min(j.lane) as lane
      from unnest(hold_job_budget.job_ids) with ordinality as u (id, n)
      join howdah.jobs as j on j.id = u.id
     group by j.tenant_id, j.user_id
     order by j.tenant_id, j.user_id
  loop
    select r.* into v_room
      from howdah.budget_room(v_group.tenant_id, v_group.user_id, hold_job_budget.model_id, 'embedding') as r;
    if v_room.windows = '[]' or v_rate is null and v_room.room_cents is null then
      v_all := v_all || v_group.ids;
      continue;
    end if;
    select array_agg(s.id order by s.n), max(s.total)
      into v_fit, v_cents
      from (
        select u.id, u.n, sum(round(j.estimated_tokens * v_rate, 10)) over (order by u.n) as total
          from unnest(v_group.ids) with ordinality as u (id, n)
          join howdah.jobs as j on j.id = u.id
      ) as s
     where s.total <= coalesce(v_room.room_cents, 'Infinity');
    if v_fit is not null then
      insert into howdah.reservations (tenant_id, user_id, amount_cents, holds, expires_at)
      -- It ends with its jobs, whose leases end.
      values (v_group.tenant_id, v_group.user_id, v_cents, v_room.windows, 'infinity')
      returning id into v_reservation;
      perform howdah.hold_budget(v_room.windows, v_cents);
      update howdah.jobs as j
         set reservation_id = v_reservation, reserved_cents = round(j.estimated_tokens * v_rate, 10)
       where j.id = any (v_fit);
      v_all := v_all || v_fit;
    elsif v_room.scope in ('user', 'plan') then
      -- One user's: the others of the tenant go on.
      update howdah.jobs as j
         set run_after = least(v_room.ends_at, v_now + interval '5 minutes'), error_code = 'budget_exceeded'
       where j.id = any (v_group.ids);
    else
      update howdah.queue_heads as h
         set blocked_until = least(v_room.ends_at, v_now + interval '1 minute')
       where h.id in (
         -- Who holds one may be waiting for the budget's row, which is ours.
         select w.id from howdah.queue_heads as w
          where w.lane = v_group.lane and w.tenant_id = v_group.tenant_id
          order by w.id
            for no key update skip locked
       );
    end if;
    if v_fit is null and v_rate is not null then
      update howdah.budget_windows as w
         set refused_count = w.refused_count + 1, refused_at = v_now
        from jsonb_to_recordset(v_room.windows) as k (
               tenant_id text, budget_id bigint, subject text, starts_at timestamptz)
        join howdah.budgets as b on b.tenant_id = k.tenant_id and b.id = k.budget_id and b.is_hard
       where w.tenant_id = k.tenant_id and w.budget_id = k.budget_id and w.subject = k.subject
         and w.starts_at = k.starts_at
         and b.limit_cents - w.spent_cents - w.reserved_cents = v_room.room_cents;
    end if;
  end loop;
  return v_all;
end
$$;
comment on function howdah.hold_job_budget(integer, bigint[]) is
  'Holds the estimated price of locked embedding jobs in the budgets of who pays, and returns those that fit; the '
  'others wait until the window ends or the budget is raised, which is looked at again every minute. Without a '
  'price the setting unpriced_calls decides.';
