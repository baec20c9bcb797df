create or replace function howdah_internal.verify_usage()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'rollup_equals_calls',
         format('day %s of tenant %s', coalesce(c.day, r.day), coalesce(c.tenant_id, r.tenant_id)),
         format('%s calls and %s cents, rolled up %s and %s', coalesce(c.calls, 0), coalesce(trim_scale(c.cents), 0),
           coalesce(r.calls, 0), coalesce(trim_scale(r.cents), 0)),
         'select howdah.rebuild_usage(day, day + 1)'
    from (
      select m.tenant_id, m.day, sum(m.call_count) as calls, sum(m.cost_cents) as cents
        from (
          select u.tenant_id, u.day, u.call_count, u.cost_cents
            from howdah_internal.usage_measures as u
           where u.created_at < (select s.done_until from howdah_internal.usage_rollups as s where s.name = 'usage')
          union all
          select l.tenant_id, l.day, -l.call_count, -l.cost_cents from howdah_internal.late_calls as l
        ) as m
       group by m.tenant_id, m.day
      having sum(m.call_count) != 0 or sum(m.cost_cents) != 0
    ) as c
    full join (
      select t.tenant_id, t.day, sum(t.call_count) as calls, sum(t.cost_cents) as cents
        from howdah_internal.usage_daily_models as t
       -- Sums of months whose single calls are no longer kept are all that is left of them.
       where t.day >= (select date_trunc('month', min(u.created_at) at time zone 'UTC') from howdah.llm_usage as u)
       group by t.tenant_id, t.day
    ) as r on r.tenant_id = c.tenant_id and r.day = c.day
   where (c.calls, c.cents) is distinct from (r.calls, r.cents)
  union all
  select 'window_holds_what_is_reserved', format('budget %s of tenant %s, %s', w.budget_id, w.tenant_id, w.subject),
         format('%s cents are held, reservations of calls add up to %s', trim_scale(w.reserved_cents),
           coalesce(trim_scale(h.cents), 0)),
         'it is put right when no call is on its way:  update howdah_internal.budget_windows set reserved_cents = 0'
    from howdah_internal.budget_windows as w
    left join (
      select k.tenant_id, k.budget_id, k.subject, k.starts_at, sum(coalesce(k.cents, r.amount_cents)) as cents
        from howdah_internal.reservations as r
       cross join unnest(r.holds) as k
       where r.status = 'held'
       group by 1, 2, 3, 4
    ) as h
      on h.tenant_id = w.tenant_id and h.budget_id = w.budget_id and h.subject = w.subject and h.starts_at = w.starts_at
   where w.reserved_cents != coalesce(h.cents, 0);
end
$$;
comment on function howdah_internal.verify_usage is
  'The part of verify() about money: roll-ups against the single calls, what budgets hold against the reservations.';
