-- What functions/security/ROLES.md is made of: what each group role may read and call.
with groups as (
  select r.oid, r.rolname::text as role
    from pg_roles as r
   where r.rolname in ('howdah_app', 'howdah_worker', 'howdah_analyst', 'howdah_admin', 'howdah_reviewer')
)
select 'function' as kind, p.proname::text as name, g.role, 'yes' as may
  from pg_proc as p
  join groups as g on has_function_privilege(g.oid, p.oid, 'execute')
 where p.pronamespace = 'howdah'::regnamespace
 -- Two of one name are for the same roles or it shows here.
 group by 2, 3
union all
select case c.relkind when 'v' then 'view' else 'table' end, c.relname::text, g.role,
       case when c.relkind = 'v' then 'yes' else
         case
           when w.condition ~ 'current_user_id' then 'the user''s'
           when w.condition ~ 'context_tenant' then 'the tenant''s'
           when w.condition = 'true' then 'all'
           else 'none'
         end || coalesce(', without ' || h.hidden, '')
       end
  from pg_class as c
  join groups as g on has_any_column_privilege(g.oid, c.oid, 'select')
  left join lateral (
    select string_agg(pg_get_expr(p.polqual, p.polrelid), ' or ') as condition
      from pg_policy as p
     where p.polrelid = c.oid and g.oid = any (p.polroles)
  ) as w on true
  left join lateral (
    select string_agg(format('`%s`', a.attname), ', ' order by a.attnum) as hidden
      from pg_attribute as a
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       and not has_column_privilege(g.oid, c.oid, a.attnum, 'select')
  ) as h on true
 where c.relnamespace = 'howdah'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
 order by 1, 2, 3
