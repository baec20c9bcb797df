create or replace function howdah_internal.is_told_already(finding howdah_internal.odd_usage)
  returns boolean
  language plpgsql
  stable
as $$
begin
  return coalesce((select bool_or(o.part >= 0.5)
    from (
      select sum(c.excess) / nullif((finding).excess, 0) as part
        from howdah.incidents as i
       cross join lateral howdah_internal.incident_series(i) as s
       cross join lateral howdah_internal.cell_excess(finding) as c
       where i.tenant_id = ((finding).series).tenant_id
         and i.metric = (finding).metric
         and i.period in ('hour', (finding).period)
         and (i.closed_at is null or i.seen_at >= (finding).starts_at)
         and howdah_internal.in_series(s, c.user_id, c.provider, c.model, c.feature, c.prompt, c.prompt_version)
         and howdah_internal.dimension_rank(i.dimension)
           <= howdah_internal.dimension_rank(((finding).series).dimension)
       group by i.id
    ) as o), false);
end
$$;
comment on function howdah_internal.is_told_already is
  'Whether half of what is odd lies in a series of which an incident tells that is open, or was in the same time: a '
  'day does not tell again what one of its hours has told.';
