create or replace function howdah_internal.install_facts()
  returns table (class regclass, id oid, object text, state text, definition text)
  language plpgsql
  stable
  set search_path from current
  set jit = off
as $$
declare
  v_schemas regnamespace[] := '{howdah,howdah_internal}';
  v_groups oid[] := array(
    select r.oid from pg_roles as r where r.rolname = any (howdah_internal.group_roles()) union all select 0);
  -- Another PostgreSQL prints definitions in another way.
  v_server text := current_setting('server_version_num')::integer / 10000 || ' ';
begin
  -- Until the function ends: so whatever is printed names its schema.
  perform set_config('search_path', 'pg_catalog', true);
  return query
  with granted as (
    select 'pg_proc'::regclass as class, p.oid, 0 as column_number,
           coalesce(p.proacl, acldefault('f', p.proowner)) as acl
      from pg_proc as p where p.pronamespace = any (v_schemas)
    union all
    select 'pg_class', c.oid, 0, coalesce(c.relacl, acldefault(k.acl::"char", c.relowner))
      from pg_class as c
      join (values ('r', 'r'), ('p', 'r'), ('v', 'r'), ('S', 's')) as k (relkind, acl) on k.relkind = c.relkind::text
     where c.relnamespace = any (v_schemas)
    union all
    select 'pg_class', a.attrelid, a.attnum, a.attacl
      from pg_attribute as a
      join pg_class as c on c.oid = a.attrelid and c.relnamespace = any (v_schemas)
     where a.attacl is not null and not a.attisdropped
    union all
    select 'pg_namespace', n.oid, 0, coalesce(n.nspacl, acldefault('n', n.nspowner))
      from pg_namespace as n where n.oid = any (v_schemas)
  ),
  rights as (
    select g.class, g.oid, 'granted to ' || string_agg(
             concat_ws(' ', coalesce(r.rolname, 'public'), lower(x.privilege_type),
               '(' || a.attname || ')', case when x.is_grantable then 'with grant option' end),
             ', ' order by r.rolname nulls first, a.attname nulls first, x.privilege_type) as list
      from granted as g
     cross join aclexplode(g.acl) as x
      left join pg_roles as r on r.oid = x.grantee
      left join pg_attribute as a on g.column_number > 0 and a.attrelid = g.oid and a.attnum = g.column_number
     where x.grantee = any (v_groups)
     group by g.class, g.oid
  )
  select 'pg_proc'::regclass, p.oid, format('function %s', p.oid::regprocedure), r.list,
         -- The clocks are what tests may replace.
         case when p.proname not in ('now', 'clock') then v_server || md5(pg_get_functiondef(p.oid)) end
    from pg_proc as p
    left join rights as r on r.class = 'pg_proc'::regclass and r.oid = p.oid
   where p.pronamespace = any (v_schemas) and p.prokind in ('f', 'p')
  union all
  select 'pg_namespace', n.oid, format('schema %I', n.nspname), r.list, null
    from pg_namespace as n
    left join rights as r on r.class = 'pg_namespace'::regclass and r.oid = n.oid
   where n.oid = any (v_schemas)
  union all
  select 'pg_class', c.oid, format('%s %s', k.kind, c.oid::regclass),
         concat_ws('; ', r.list,
           case when k.kind = 'table' and not c.relrowsecurity then 'no row security' end,
           case when c.relforcerowsecurity then 'forced row security' end, 'open partitions: ' || o.list),
         case k.kind when 'view' then v_server || md5(concat(pg_get_viewdef(c.oid), c.reloptions)) end
    from pg_class as c
    join (values ('v', 'view'), ('r', 'table'), ('p', 'table'), ('S', 'sequence')) as k (relkind, kind)
      on k.relkind = c.relkind::text
    left join rights as r on r.class = 'pg_class'::regclass and r.oid = c.oid
    left join lateral (
      select string_agg(p.relname, ', ' order by p.relname) as list
        from pg_partition_tree(c.oid) as t
        join pg_class as p on p.oid = t.relid
        left join rights as g on g.class = 'pg_class'::regclass and g.oid = p.oid
       where c.relkind = 'p' and t.level > 0 and (g.list is not null or not p.relrowsecurity)
    ) as o on true
   where c.relnamespace = any (v_schemas) and not c.relispartition
  union all
  select 'pg_policy', p.oid, format('policy %I on %s', p.polname, c.oid::regclass),
         concat_ws(' ', case when p.polpermissive then 'permissive' else 'restrictive' end, p.polcmd, 'to', (
           select string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname)
             from unnest(p.polroles) as u (role) left join pg_roles as r on r.oid = u.role)),
         v_server || md5(concat(pg_get_expr(p.polqual, c.oid), ' / ', pg_get_expr(p.polwithcheck, c.oid)))
    from pg_policy as p
    join pg_class as c on c.oid = p.polrelid and c.relnamespace = any (v_schemas)
  union all
  select 'pg_trigger', t.oid, format('trigger %I on %s', t.tgname, c.oid::regclass),
         concat_ws('; ',
           case t.tgenabled when 'A' then 'always' when 'O' then 'on' when 'R' then 'replica' else 'off' end,
           'other on partitions: ' || (
             select string_agg(p.tgrelid::regclass::text, ', ' order by 1)
               from pg_trigger as p where p.tgparentid = t.oid and p.tgenabled != t.tgenabled)),
         v_server || md5(pg_get_triggerdef(t.oid))
    from pg_trigger as t
    join pg_class as c on c.oid = t.tgrelid and c.relnamespace = any (v_schemas)
   where not t.tgisinternal and t.tgparentid = 0
  union all
  select k.* from howdah_internal.key_facts() as k
  union all
  select 'pg_extension', e.oid, 'extension vector', 'schema ' || e.extnamespace::regnamespace, null
    from pg_extension as e where e.extname = 'vector';
end
$$;
comment on function howdah_internal.install_facts is
  'What an install lays, as the catalog has it now: who of PUBLIC and the group roles may do what, row security, '
  'policies, triggers and whether they fire, constraints and indexes, and the definitions as hashes.';
