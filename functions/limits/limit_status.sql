create or replace function howdah.limit_status()
  returns table (
    scope text,
    unit text,
    period text,
    limit_value numeric,
    used numeric,
    reserved numeric,
    remaining numeric,
    resets_at timestamptz,
    is_hard boolean
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
  v_now timestamptz := howdah.now();
begin
  if v_user is null and not howdah_internal.is_operator() then
    raise exception 'no user is set'
      using errcode = '28000', hint = 'Call howdah.act_as(user_id) first, in the same transaction.';
  end if;
  return query
  select a.scope, a.unit, a.period, a.limit_value::numeric, u.used, u.reserved,
         greatest(0, least(a.burst, a.burst * a.limit_value)::numeric - u.used - u.reserved),
         case
           when p.seconds is null then a.ends_at
           when p.level > 0 and a.limit_value > 0 then
             v_now + make_interval(secs => least(1e9, p.level / a.limit_value)::float8)
         end,
         true
    from howdah_internal.applicable_limits(v_tenant, v_user, null, v_now) as a
    left join howdah_internal.rate_state as s using (tenant_id, rate_limit_id, subject)
   cross join lateral (
     select howdah_internal.period_seconds(a.period) as seconds,
            howdah_internal.bucket_level(s.level, s.level_at, a.limit_value, v_now) as level,
            a.starts_at is not distinct from s.window_starts_at as is_now
   ) as p
   cross join lateral (
     select case
              when p.seconds is not null then ceil(p.level / p.seconds)
              when p.is_now then coalesce(s.used, 0)
              else 0
            end as used,
            case when p.is_now then coalesce(s.reserved, 0) else 0 end as reserved
   ) as u
   where a.scope in ('user', 'plan', 'tenant')
   union all
  select b.scope, 'cents', b.period, trim_scale(b.limit_cents), trim_scale(coalesce(w.spent_cents, 0)),
         trim_scale(coalesce(w.reserved_cents, 0)),
         trim_scale(greatest(0, b.limit_cents - coalesce(w.spent_cents, 0) - coalesce(w.reserved_cents, 0))),
         b.ends_at, b.is_hard
    from howdah_internal.applicable_budgets(v_tenant, v_user, null, null, v_now) as b
    left join howdah_internal.budget_windows as w using (tenant_id, budget_id, subject, starts_at)
   where b.scope in ('user', 'plan', 'tenant', 'credit') and b.limit_cents is not null
   order by 1, 2, 3;
end
$$;
comment on function howdah.limit_status is
  'Where the current user stands in the limits and budgets of user, plan and tenant, and in its credit: unit requests, '
  'tokens, concurrent or cents, what is used, held by calls on their way and left now, and when it is all there '
  'again. Raises 28000. Example: select l.* from howdah.act_as(''user-42'') as me, lateral howdah.limit_status() '
  'as l where me.';
grant execute on function howdah.limit_status to howdah_app;
