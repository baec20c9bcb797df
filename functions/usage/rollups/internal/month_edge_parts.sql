create or replace view howdah_internal.month_edge_parts
  with (security_invoker = true)
as
select e.*
  from howdah_internal.usage_month_edges as e
 where e.tenant_id not in (select d.tenant_id from howdah_internal.due_zones as d)
    or e.month < (
      select (r.done_until at time zone 'UTC')::date from howdah_internal.usage_rollups as r where r.name = 'dropped'
    )
union all
select d.* from howdah_internal.due_month_edges() as d;
comment on view howdah_internal.month_edge_parts is
  'usage_month_edges in the present time zones, also where the next roll-up has to make them.';
grant select on howdah_internal.month_edge_parts to howdah_analyst;
