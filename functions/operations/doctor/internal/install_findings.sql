create or replace function howdah_internal.install_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'other_install', 'error',
         string_agg(d.object, ', ' order by d.object) filter (where d.place <= 5)
           || case when count(*) > 5 then format(' and %s more', count(*) - 5) else '' end,
         'objects or privileges are not those of an install', null::timestamptz, 'howdah install'
    from (
      select i.object, row_number() over (order by i.object) as place
        from (
          select i.object from howdah_internal.install_differences() as i
          union
          select format('index %s on %s', l.name, l.relation) from howdah_internal.lost_indexes() as l
        ) as i
    ) as d
  having count(*) > 0;
end
$$;
comment on function howdah_internal.install_findings is
  'What somebody changed in the catalog since the last install; a restore may have.';
