-- What is not as it was left goes, so that it is laid again; the locks are there.
do $$
declare
  v_object text;
  v_table regclass;
begin
  for v_object in
    select d.object from jsonb_array_elements_text(current_setting('howdah.damage')::jsonb) as d (object)
     where d.object ~ '^(policy|trigger) '
  loop
    if to_regclass(regexp_replace(v_object, '^.* on ', '')) is not null then
      execute regexp_replace(v_object, '^(policy|trigger) ', 'drop \1 if exists ');
    end if;
  end loop;
  for v_table in
    select c.oid
      from pg_class as c
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p')
       and (not c.relrowsecurity or c.relforcerowsecurity)
       and (c.relispartition or obj_description(c.oid, 'pg_class') is not null)
  loop
    perform howdah_internal.take_lock(v_table);
    execute format('alter table %s enable row level security, no force row level security', v_table);
  end loop;
end
$$;
