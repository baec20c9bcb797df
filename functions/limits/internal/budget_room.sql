create or replace function howdah_internal.budget_room(
  budgets howdah_internal.applicable_budget[],
  cents numeric,
  out room_cents numeric,
  out ends_at timestamptz,
  out scope text,
  out period text,
  out opens_at timestamptz
)
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_budget howdah_internal.applicable_budget;
  v_cents numeric;
  v_free numeric;
  v_spent numeric;
  v_opens timestamptz;
begin
  foreach v_budget in array budget_room.budgets loop
    loop
      select v_budget.limit_cents - w.spent_cents - w.reserved_cents, w.spent_cents
        into v_free, v_spent
        from howdah_internal.budget_windows as w
       where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.budget_id
         and w.subject = v_budget.subject and w.starts_at = v_budget.starts_at
         for no key update;
      exit when found;
      insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
      values (v_budget.tenant_id, v_budget.budget_id, v_budget.subject, v_budget.starts_at, v_budget.ends_at)
      on conflict do nothing;
    end loop;
    continue when not v_budget.is_hard or v_free is null;
    v_cents := coalesce(v_budget.cents, budget_room.cents);
    -- What costs nothing is never too dear.
    if v_cents > greatest(v_free, 0) then
      -- What has expired holds nothing, also before expire_reservations has given it back.
      v_free := v_free + (
        select coalesce(sum(coalesce(h.cents, r.amount_cents)), 0)
          from howdah_internal.reservations as r
         cross join unnest(r.holds) as h
         where r.status = 'held' and r.expires_at <= howdah.clock()
           and h.tenant_id = v_budget.tenant_id and h.budget_id = v_budget.budget_id
           and h.subject = v_budget.subject and h.starts_at = v_budget.starts_at
      );
      if v_cents > greatest(v_free, 0) then
        v_opens := case
          when v_cents > v_budget.limit_cents then 'infinity'
          when v_cents > v_budget.limit_cents - v_spent then coalesce(v_budget.ends_at, 'infinity')
          -- Calls on their way stand in the way; what they leave nobody knows.
          else v_now + interval '1 second'
        end;
        update howdah_internal.budget_windows as w
           set refused_count = w.refused_count + 1, refused_at = v_now
         where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.budget_id
           and w.subject = v_budget.subject and w.starts_at = v_budget.starts_at;
      end if;
    end if;
    opens_at := greatest(opens_at, v_opens);
    if v_free < coalesce(room_cents, 'Infinity') then
      room_cents := v_free;
      ends_at := v_budget.ends_at;
      scope := v_budget.scope;
      period := v_budget.period;
    end if;
  end loop;
end
$$;
comment on function howdah_internal.budget_room is
  'Locks the windows of budgets and says how many US cents the tightest hard one has left (null: no limit). For a '
  'call of so many cents that has no room now, opens_at is when it has (infinity: never), and the refusal is '
  'counted.';
