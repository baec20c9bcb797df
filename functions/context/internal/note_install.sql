create or replace function howdah_internal.note_install()
  returns void
  language plpgsql
  volatile
  set search_path from current -- types are named as where installed_objects was written
as $$
begin
  with own as materialized (
    select howdah_internal.plain_identity(i.identity) as identity from howdah_internal.installed_objects as i
  ),
  now as materialized (
    select f.object, f.state, f.definition
      from howdah_internal.install_facts() as f
      left join pg_proc as p on f.class = 'pg_proc'::regclass and p.oid = f.id
      left join own as o on o.identity = case
        when p.oid is null then f.object
        else howdah_internal.plain_identity(format(
          '%s %s.%I(%s)', case p.prokind when 'p' then 'procedure' else 'function' end,
          p.pronamespace::regnamespace, p.proname, pg_get_function_identity_arguments(p.oid)))
        end
     where case
             -- Not what is there, but what has to be: keys.txt says so.
             when f.object ~ '^(constraint|index) ' then false
             -- Made for a watched table, and gone with it.
             when p.proname like 'tg\_watched\_\_statement\_%' then false
             when f.class = 'pg_trigger'::regclass then obj_description(f.id, 'pg_trigger') is not null
             when f.object like 'table %' then obj_description(f.id, 'pg_class') is not null
             else o.identity is not null or f.object ~ '^(schema|extension|sequence) '
           end
  ),
  gone as (
    delete from howdah_internal.installed_facts as i
     where i.object !~ '^(constraint|index) ' and not exists (select from now as n where n.object = i.object)
  )
  insert into howdah_internal.installed_facts as i (object, state, definition)
  select n.object, n.state, n.definition from now as n
  on conflict (object) do update set state = excluded.state, definition = excluded.definition
   where (i.state, i.definition) is distinct from (excluded.state, excluded.definition);
  update howdah_internal.installed_facts as i
     set definition = f.definition
    from howdah_internal.key_facts() as f
   where f.object = i.object and f.state = i.state and f.definition is distinct from i.definition;
end
$$;
comment on function howdah_internal.note_install is
  'Writes down what the catalog has at the end of an install; what is your own is left out.';
