-- Roles belong to the whole cluster: another database may be creating them at this very moment.
do $$
declare
  v_name text;
  v_default record;
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
end
$$;
