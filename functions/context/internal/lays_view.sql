create or replace function howdah_internal.lays_view(name text, source text)
  returns boolean
  language plpgsql
  volatile
as $$
declare
  v_object text := 'view ' || lays_view.name;
  v_is_due boolean := to_regclass(lays_view.name) is null
    or coalesce(current_setting('howdah.damage', true)::jsonb ? v_object, true)
    or not exists (
      select from howdah_internal.installed_facts as f where f.object = v_object and f.source = lays_view.source);
begin
  -- For the end of the install, which drops those that nobody lays any more.
  perform set_config('howdah.ensured_views', concat_ws(
    ' ', current_setting('howdah.ensured_views', true), lays_view.name), true);
  insert into howdah_internal.installed_facts as f (object, source) values (v_object, lays_view.source)
  on conflict (object) do update set source = excluded.source where f.source is distinct from excluded.source;
  return v_is_due;
end
$$;
comment on function howdah_internal.lays_view is
  'Whether an install has to make a view again, whose text has this hash: doing it for nothing would wait for every '
  'reader.';
