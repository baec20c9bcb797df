create or replace function howdah_internal.lock_holds(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  held howdah_internal.reservations,
  at timestamptz default null
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_now timestamptz := coalesce(lock_holds.at, howdah.clock());
  v_state record;
  v_budgets howdah_internal.applicable_budget[];
begin
  for v_state in
    select h.tenant_id, h.rate_limit_id, h.subject from unnest(lock_holds.held.rates) as h
    union
    select a.tenant_id, a.rate_limit_id, a.subject
      from howdah_internal.applicable_limits(lock_holds.tenant, lock_holds.payer, lock_holds.model_id, v_now) as a
     order by tenant_id, rate_limit_id, subject
  loop
    loop
      perform from howdah_internal.rate_state as s
        where s.tenant_id = v_state.tenant_id and s.rate_limit_id = v_state.rate_limit_id
          and s.subject = v_state.subject
          for no key update;
      exit when found;
      -- Made here, in its place in the order, as windows are.
      exit when not exists (
        select from howdah.rate_limits as l where l.tenant_id = v_state.tenant_id and l.id = v_state.rate_limit_id);
      insert into howdah_internal.rate_state (tenant_id, rate_limit_id, subject)
      values (v_state.tenant_id, v_state.rate_limit_id, v_state.subject)
      on conflict do nothing;
    end loop;
  end loop;
  v_budgets := array(
    select a from howdah_internal.applicable_budgets(
      lock_holds.tenant, lock_holds.payer, lock_holds.model_id, lock_holds.feature, v_now) as a
  ) || lock_holds.held.holds;
  if (lock_holds.held.model_id, lock_holds.held.feature) is distinct from (lock_holds.model_id, lock_holds.feature) then
    -- Another call is settled: in the windows of its own time or of now.
    v_budgets := v_budgets || array(
      select a
        from unnest(array[lock_holds.held.created_at, v_now]) as t (at)
       cross join lateral howdah_internal.applicable_budgets(
         lock_holds.tenant, lock_holds.payer, lock_holds.held.model_id, lock_holds.held.feature, t.at) as a
       where t.at is not null);
  end if;
  perform howdah_internal.lock_windows(v_budgets);
end
$$;
comment on function howdah_internal.lock_holds is
  'Locks, in everybody''s order, the rate states and budget windows that settling a call and then admitting one of '
  'this model would touch, and makes those that are not there yet: for a transaction that does both. held is what the '
  'first holds; where it held nothing, a row with its model_id, feature and created_at. What becomes limit, budget or '
  'plan between this and the admission, or the next day, is not locked: there only a deadlock remains possible, which '
  'is to be repeated.';
