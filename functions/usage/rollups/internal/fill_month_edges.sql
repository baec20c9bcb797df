create or replace function howdah_internal.fill_month_edges()
  returns void
  language plpgsql
  volatile
as $$
declare
  v_ends_at timestamptz := howdah_internal.slice_ends_at(5);
  v_kept_from date := coalesce(
    (select (r.done_until at time zone 'UTC')::date from howdah_internal.usage_rollups as r where r.name = 'dropped'),
    '-infinity');
  v_zone text;
begin
  -- In UTC they have none: that holds between the statements too, whoever changes a zone meanwhile.
  with due as materialized (
    select d.tenant_id from howdah_internal.due_zones as d
  ), former as (
    delete from howdah_internal.usage_month_edges as e
     using due as d
     where e.tenant_id = d.tenant_id and e.month >= v_kept_from
  )
  delete from howdah_internal.usage_zones as z using due as d where z.tenant_id = d.tenant_id;
  -- A zone at a time; what is left when the time is over is for the next run.
  for v_zone in select distinct d.time_zone from howdah_internal.due_zones as d order by d.time_zone loop
    with made as (
      insert into howdah_internal.usage_month_edges as t
      select e.*
        from howdah_internal.due_month_edges(v_zone) as e
       where not exists (select from howdah_internal.usage_zones as z where z.tenant_id = e.tenant_id)
    )
    insert into howdah_internal.usage_zones (tenant_id, time_zone)
    select d.tenant_id, d.time_zone from howdah_internal.due_zones as d where d.time_zone = v_zone
    on conflict do nothing;
    exit when pg_catalog.clock_timestamp() > v_ends_at;
  end loop;
end
$$;
comment on function howdah_internal.fill_month_edges is
  'Makes usage_month_edges anew of tenants whose time zone was changed; months whose calls are no longer kept stay as '
  'they are. The caller has locked the row of the roll-ups.';
