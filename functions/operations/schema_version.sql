create or replace function howdah.schema_version()
  returns table (version integer, breaking_version integer, installed_at timestamptz)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return query
  select max(left(m.name, 6)::integer),
         coalesce(max(left(m.name, 6)::integer) filter (where m.is_breaking), 0),
         max(m.installed_at)
    from howdah_internal.migrations as m
   where m.name != 'functions';
end
$$;
comment on function howdah.schema_version is
  'Returns the number of the newest migration, and of the newest that older workers must refuse. Example: select '
  'version from howdah.schema_version().';
grant execute on function howdah.schema_version
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
