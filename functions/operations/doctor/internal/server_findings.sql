create or replace function howdah_internal.server_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
declare
  v_database oid := (select d.oid from pg_database as d where d.datname = current_database());
  v_groups oid[] := array(select r.oid from pg_roles as r where r.rolname = any (howdah_internal.group_roles()));
begin
  return query
  -- Roles belong to the server: who is in howdah_app for one database is in it for all where they may connect.
  select 'shared_roles', 'warning', format('database %I', current_database()),
         format('every login of the server may connect to it, and those in howdah''s roles (%s) read and write here as '
           'in %s', m.list, o.list),
         null::timestamptz,
         format('revoke connect on database %1$I from public, and grant it to each login that belongs here; or, if it '
           'is meant so,  select howdah.set_setting(''shared_roles'', ''accept'')', current_database())
    from (
      select string_agg(r.rolname, ', ' order by r.rolname) as list
        from pg_roles as r
       where r.rolcanlogin and not r.rolsuper and exists (
         select from unnest(v_groups) as g (role) where pg_has_role(r.oid, g.role, 'member'))
    ) as m
   cross join (
      -- Where else these roles were granted something.
      select string_agg(d.datname, ', ' order by d.datname) as list
        from pg_database as d
       where d.oid != v_database and exists (
         select from pg_shdepend as s
          where s.dbid = d.oid and s.refclassid = 'pg_authid'::regclass and s.refobjid = any (v_groups))
    ) as o
   where m.list is not null and o.list is not null and howdah.setting('shared_roles') = 'warn'
     and has_database_privilege('public', v_database, 'connect')
  union all
  select 'role_attributes', 'error', 'role ' || r.rolname,
         concat_ws(', ', case when r.rolsuper then 'is superuser' end,
           case when r.rolbypassrls then 'bypasses row security' end,
           case when r.rolcanlogin then 'may log in' end, 'is a member of ' || m.list),
         null, 'it is for granting only:  ' || concat_ws('; ',
           case when r.rolsuper or r.rolbypassrls or r.rolcanlogin
             then format('alter role %I nosuperuser nobypassrls nologin', r.rolname) end,
           format('revoke %s from %I', m.list, r.rolname))
    from pg_roles as r
   cross join lateral (
     select string_agg(g.roleid::regrole::text, ', ' order by g.roleid::regrole::text) as list
       from pg_auth_members as g where g.member = r.oid
   ) as m
   where r.oid = any (v_groups) and (r.rolsuper or r.rolbypassrls or r.rolcanlogin or m.list is not null)
  union all
  -- What is made later, partitions too, would be theirs as well.
  select 'default_privileges', 'warning', case when g.role = 0 then 'everybody' else 'role ' || g.role::regrole end,
         format('gets rights on all that %s makes, howdah''s own too', a.defaclrole::regrole), null,
         format('alter default privileges for role %s%s revoke all on %s from %s; and what is there:  revoke all on '
           'all %3$s in schema howdah, howdah_internal from %4$s', a.defaclrole::regrole,
           case when a.defaclnamespace != 0 then ' in schema ' || a.defaclnamespace::regnamespace end,
           case a.defaclobjtype when 'f' then 'functions' when 'S' then 'sequences' else 'tables' end,
           case when g.role = 0 then 'public' else g.role::regrole::text end)
    from pg_default_acl as a
   cross join lateral (
     select distinct x.grantee as role from aclexplode(a.defaclacl) as x
      where x.grantee != a.defaclrole and (x.grantee != 0 or a.defaclobjtype != 'f')
   ) as g
   where a.defaclrole = (select n.nspowner from pg_namespace as n where n.nspname = 'howdah')
     and (a.defaclnamespace = 0 or a.defaclnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace))
     and a.defaclobjtype in ('f', 'r', 'S');
end
$$;
comment on function howdah_internal.server_findings is
  'What roles and databases around this one let others do here.';
