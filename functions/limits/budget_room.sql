create or replace function howdah.budget_room(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  cents numeric default null
)
  returns table (
    room_cents numeric,
    ends_at timestamptz,
    scope text,
    windows jsonb,
    period text,
    opens_at timestamptz
  )
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_budget record;
  v_free numeric;
  v_spent numeric;
  v_opens timestamptz;
begin
  windows := '[]';
  -- Always in this order, so that calls that share budgets never deadlock.
  for v_budget in
    select a.* from howdah.applicable_budgets(
      budget_room.tenant, budget_room.payer, budget_room.model_id, budget_room.feature, v_now) as a
     order by a.tenant_id, a.budget_id, a.subject, a.starts_at
  loop
    loop
      select v_budget.limit_cents - w.spent_cents - w.reserved_cents, w.spent_cents
        into v_free, v_spent
        from howdah.budget_windows as w
       where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.budget_id
         and w.subject = v_budget.subject and w.starts_at = v_budget.starts_at
         for no key update;
      exit when found;
      insert into howdah.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
      values (v_budget.tenant_id, v_budget.budget_id, v_budget.subject, v_budget.starts_at, v_budget.ends_at)
      on conflict do nothing;
    end loop;
    windows := windows || jsonb_build_object(
      'tenant_id', v_budget.tenant_id, 'budget_id', v_budget.budget_id, 'subject', v_budget.subject,
      'starts_at', v_budget.starts_at, 'ends_at', v_budget.ends_at);
    continue when not v_budget.is_hard or v_free is null;
    if budget_room.cents > greatest(v_free, 0) then
      v_free := v_free + howdah.expired_cents(
        v_budget.tenant_id, v_budget.budget_id, v_budget.subject, v_budget.starts_at);
      -- What costs nothing is never too dear.
      if budget_room.cents > greatest(v_free, 0) then
        v_opens := case
          when budget_room.cents > v_budget.limit_cents then 'infinity'
          when budget_room.cents > v_budget.limit_cents - v_spent then coalesce(v_budget.ends_at, 'infinity')
          -- Calls on their way stand in the way; what they leave nobody knows.
          else v_now + interval '1 second'
        end;
        update howdah.budget_windows as w
           set refused_count = w.refused_count + 1, refused_at = v_now
         where w.tenant_id = v_budget.tenant_id and w.budget_id = v_budget.budget_id
           and w.subject = v_budget.subject and w.starts_at = v_budget.starts_at;
      end if;
    end if;
    if v_opens > coalesce(opens_at, '-infinity') then
      opens_at := v_opens;
    end if;
    if v_free < coalesce(room_cents, 'Infinity') then
      room_cents := v_free;
      ends_at := v_budget.ends_at;
      scope := v_budget.scope;
      period := v_budget.period;
    end if;
  end loop;
  return next;
end
$$;
comment on function howdah.budget_room(text, text, integer, text, numeric) is
  'Locks the windows of all budgets of a call and says how many US cents the tightest hard one has left (null: no '
  'limit), when its window ends and what it is a budget of. For a call of so many cents that has no room now, '
  'opens_at is when it has (infinity: never), and the refusal is counted.';
