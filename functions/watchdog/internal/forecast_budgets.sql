create or replace function howdah_internal.forecast_budgets()
  returns table (tenant_id text, budget_id bigint, subject text, starts_at timestamptz, forecast_cents numeric)
  language sql
  stable
  set jit = off
as $$
  with windows as materialized (
    select w.tenant_id, w.budget_id, w.subject, w.starts_at, w.ends_at, w.spent_cents, b.scope, z.name as zone,
           (howdah.now() at time zone z.name)::date as today
      from howdah_internal.budget_windows as w
      join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id
      left join howdah.tenants as t on t.tenant_id = w.tenant_id
     cross join lateral (select coalesce(t.time_zone, 'UTC') as name) as z
     where w.starts_at <= howdah.now() and w.ends_at > howdah.now() and b.period in ('week', 'month')
       and b.limit_cents is not null
  ), former as materialized (
    select w.tenant_id, w.budget_id, w.subject, w.today - d.day as days_ago, sum(d.cost_cents) as cost_cents
      from windows as w
      join howdah_internal.budget_days as d
        on d.scope = w.scope and d.subject = w.subject and w.tenant_id in (d.tenant_id, '*')
       and d.day between w.today - 28 and w.today - 1
     group by 1, 2, 3, 4
  ), growths as materialized (
    select f.tenant_id, f.budget_id, f.subject,
           least(1.4, greatest(0.7, percentile_cont(0.5) within group (order by (f.cost_cents / p.cost_cents)::float8)
           )) as growth
      from former as f
      join former as p
        on p.tenant_id = f.tenant_id and p.budget_id = f.budget_id and p.subject = f.subject
       and p.days_ago = f.days_ago + 7
     group by 1, 2, 3
    -- Two weeks, nearly without a gap, are the least.
    having count(*) >= 7
  )
  select w.tenant_id, w.budget_id, w.subject, w.starts_at, w.spent_cents + sum(a.cents)
    from windows as w
    join growths as g on g.tenant_id = w.tenant_id and g.budget_id = w.budget_id and g.subject = w.subject
   cross join generate_series(0, (w.ends_at at time zone w.zone)::date - w.today - 1) as n (days_ahead)
   cross join lateral (
     select percentile_cont(0.5) within group (
              order by coalesce(f.cost_cents, 0)::float8 * g.growth ^ k.weeks)::numeric
              -- Of today what is left of it.
              * case when n.days_ahead = 0 then
                  extract(epoch from (w.today + 1)::timestamp at time zone w.zone - howdah.now()) / 86400 else 1 end
            as cents
       from generate_series(1, 9) as k (weeks)
       left join former as f
         on f.tenant_id = w.tenant_id and f.budget_id = w.budget_id and f.subject = w.subject
        and f.days_ago = 7 * k.weeks - n.days_ahead
      where 7 * k.weeks - n.days_ahead between 1 and 28
   ) as a
   group by w.tenant_id, w.budget_id, w.subject, w.starts_at, w.spent_cents
$$;
comment on function howdah_internal.forecast_budgets is
  'What the windows of budgets by week and month will have spent at their end: to what is spent, each day that is left '
  'adds the median of the same weekday in the last four weeks, grown as these weeks grew. Nothing of whom less than '
  'two weeks are known.';
