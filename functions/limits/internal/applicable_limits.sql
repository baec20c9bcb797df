create or replace function howdah_internal.applicable_limits(tenant text, payer text, model_id integer, at timestamptz)
  returns table (
    tenant_id text,
    rate_limit_id bigint,
    subject text,
    scope text,
    unit text,
    period text,
    limit_value bigint,
    burst bigint,
    starts_at timestamptz,
    ends_at timestamptz
  )
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return query
  select f.tenant_id, f.id, f.subject, f.scope, f.unit, f.period, f.limit_value, coalesce(f.burst, f.limit_value),
         w.local_start at time zone z.zone, case when w.local_start is not null
           then (w.local_start + ('1 ' || f.period)::interval) at time zone z.zone end
    from (
      select distinct on (l.scope, l.unit, l.period)
             l.*, case l.scope when 'plan' then applicable_limits.payer else s.matched end as subject
        from howdah.rate_limits as l
       -- Only what a limit asks for is looked up; offset 0, so that it is once.
       cross join lateral (
         select case l.scope
                  when 'user' then applicable_limits.payer
                  when 'plan' then howdah_internal.plan_of(applicable_limits.tenant, applicable_limits.payer)
                  when 'tenant' then applicable_limits.tenant
                  when 'model' then howdah_internal.model_name(applicable_limits.model_id)
                  else '*'
                end as matched
          offset 0
       ) as s
       where l.tenant_id in (applicable_limits.tenant, '*')
         and s.matched is not null
         and l.scope_id in (s.matched, '*')
       -- The limit of one subject stands in for the one of all, also where it is none.
       order by l.scope, l.unit, l.period, l.scope_id = '*'
    ) as f
   cross join lateral (
     select case when f.scope = 'global' then 'UTC' else coalesce((
              select t.time_zone from howdah.tenants as t where t.tenant_id = applicable_limits.tenant
            ), 'UTC') end as zone
      offset 0
   ) as z
   cross join lateral (
     select case when f.period in ('day', 'month')
              then date_trunc(f.period, applicable_limits.at at time zone z.zone) end as local_start
      offset 0
   ) as w
   where f.limit_value is not null;
end
$$;
comment on function howdah_internal.applicable_limits is
  'The rate limits that a call counts in, with the day or month of a quota; a plan''s limit is each of its users'' '
  'own.';
