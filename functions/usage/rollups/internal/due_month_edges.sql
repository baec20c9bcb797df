create or replace function howdah_internal.due_month_edges(time_zone text default null)
  returns setof howdah_internal.usage_month_edges
  language plpgsql
  stable
  rows 1000
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  -- Not of those who are new: they have nothing yet that was rolled up in another zone.
  v_due text[] := array(
    select d.tenant_id
      from howdah_internal.due_zones as d
     where (due_month_edges.time_zone is null or d.time_zone = due_month_edges.time_zone)
       and exists (select from howdah_internal.usage_monthly_users as m where m.tenant_id = d.tenant_id)
  );
  v_done timestamptz;
  v_first timestamp;
begin
  if v_due = '{}' then
    return;
  end if;
  select r.done_until into v_done from howdah_internal.usage_rollups as r where r.name = 'usage';
  select date_trunc('month', min(u.created_at) at time zone 'UTC') into v_first from howdah.llm_usage as u;
  return query
  with due as materialized (
    select d.tenant_id, d.time_zone from howdah_internal.due_zones as d where d.tenant_id = any (v_due)
  ), edges as (
    -- The hours around the first of each month in which it began in one of the zones and not in all.
    select min(least(b.utc, b.local)) as starts_at, max(greatest(b.utc, b.local)) as ends_at
      from (select distinct d.time_zone from due as d) as z
     cross join generate_series(v_first, v_done at time zone 'UTC' + interval '1 month', interval '1 month')
       as m (month)
     cross join lateral (
       select m.month at time zone 'UTC' as utc, m.month at time zone z.time_zone as local
     ) as b
     group by m.month
  ), calls as (
    select 1 as sign, c.*
      from edges as e
     cross join lateral (
       select m.* from howdah_internal.usage_user_calls as m
        where m.created_at >= e.starts_at and m.created_at < least(e.ends_at, v_done)
       offset 0
     ) as c
    union all
    select -1, u.*
      from howdah_internal.unrolled(null::howdah_internal.usage_user_calls) as u
     where u.created_at < v_done
  )
  select d.tenant_id, c.month, l.month, c.user_id, sum(c.sign * c.call_count)::bigint,
         sum(c.sign * c.failed_count)::bigint, sum(c.sign * c.cached_count)::bigint,
         sum(c.sign * c.estimated_count)::bigint, sum(c.sign * c.unpriced_count)::bigint,
         sum(c.sign * c.input_tokens)::bigint, sum(c.sign * c.cached_input_tokens)::bigint,
         sum(c.sign * c.output_tokens)::bigint, sum(c.sign * c.cost_cents)::numeric(30, 10),
         sum(c.sign * c.saved_cents)::numeric(30, 10)
    from calls as c
    join due as d on d.tenant_id = c.tenant_id
   cross join lateral (select date_trunc('month', c.created_at at time zone d.time_zone)::date as month) as l
   where l.month != c.month
   group by 1, 2, 3, 4
  having sum(c.sign * c.call_count) != 0;
end
$$;
comment on function howdah_internal.due_month_edges is
  'What usage_month_edges is to have of the tenants of due_zones, of one zone or of all: from the single calls that '
  'are kept, as far as they are rolled up. Reports read it until the next roll-up has put it there.';
grant execute on function howdah_internal.due_month_edges to howdah_analyst;
