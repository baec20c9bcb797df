-- Roles belong to the whole cluster: another database may be creating them at this very moment.
do $$
declare
  v_name text;
  v_default record;
  v_object text;
  v_schemas oid[] := array[to_regnamespace('howdah'), to_regnamespace('howdah_internal')];
  v_owner name := (select pg_get_userbyid(n.nspowner) from pg_namespace as n where n.nspname = 'howdah');
begin
  foreach v_name in array string_to_array(current_setting('howdah.group_roles'), ' ') loop
    if to_regrole(v_name) is null then
      begin
        execute format('create role %I nologin', v_name);
      exception
        when duplicate_object or unique_violation then null;
      end;
    end if;
  end loop;
  -- What is laid grants to them what they may do: they get nothing by default, today and when partitions are made.
  for v_default in
    select a.defaclnamespace as schema, k.kind, r.rolname
      from pg_default_acl as a
      join (values ('f', 'functions'), ('r', 'tables'), ('S', 'sequences'), ('n', 'schemas')) as k (type, kind)
        on k.type = a.defaclobjtype::text
     cross join lateral (select distinct x.grantee from aclexplode(a.defaclacl) as x) as x
      join pg_roles as r on r.oid = x.grantee
     where a.defaclrole = current_user::regrole
       and a.defaclnamespace in (0, to_regnamespace('howdah')::oid, to_regnamespace('howdah_internal')::oid)
       and r.rolname = any (string_to_array(current_setting('howdah.group_roles'), ' '))
  loop
    execute format('alter default privileges %s revoke all on %s from %I',
      'in schema ' || nullif(v_default.schema, 0)::regnamespace, v_default.kind, v_default.rolname);
    raise warning 'default privileges for % on % were taken back', v_default.rolname, v_default.kind;
  end loop;
  -- What a superuser lays as itself the owner can never replace, and its definers pass by row security.
  if v_owner != current_user then
    perform set_config('lock_timeout', '5s', true);
    for v_object in
      select format('schema %I', n.nspname)
        from pg_namespace as n where n.oid = any (v_schemas) and n.nspowner = current_user::regrole
      union all
      select format('%s %s', case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure)
        from pg_proc as p where p.pronamespace = any (v_schemas) and p.proowner = current_user::regrole
         and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')
      union all
      select format('%s %s', case c.relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end,
               c.oid::regclass)
        from pg_class as c
       where c.relnamespace = any (v_schemas) and c.relowner = current_user::regrole
         and c.relkind in ('r', 'p', 'v', 'S')
         -- Sequences of columns go with their tables.
         and not exists (select from pg_depend as d where d.objid = c.oid and d.deptype in ('e', 'a', 'i')
           and (c.relkind = 'S' or d.deptype = 'e'))
    loop
      execute format('alter %s owner to %I', v_object, v_owner);
    end loop;
    perform set_config('lock_timeout', '0', true), set_config('role', v_owner, true);
  end if;
end
$$;
