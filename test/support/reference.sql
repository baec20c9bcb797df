-- What functions/API.md is made of: every function, view and table of howdah, with its comment and its readers.
with roles as (
  select a.objoid, string_agg(distinct r.rolname, ', ' order by r.rolname) as names
    from (
      select p.oid as objoid, x.grantee from pg_proc as p cross join aclexplode(p.proacl) as x
      union all
      select c.oid, x.grantee from pg_class as c cross join aclexplode(c.relacl) as x
      union all
      select t.attrelid, x.grantee from pg_attribute as t cross join aclexplode(t.attacl) as x
    ) as a
    join pg_roles as r
      on r.oid = a.grantee
     and r.rolname in ('howdah_app', 'howdah_worker', 'howdah_analyst', 'howdah_admin', 'howdah_reviewer')
   group by a.objoid
)
select case p.prokind when 'p' then 'procedure' else 'function' end as kind,
       p.proname::text as name,
       p.proname || '(' || coalesce(pg_get_function_arguments(p.oid), '') || ')'
         || case when p.prokind = 'p' then '' else ' returns ' || pg_get_function_result(p.oid) end as signature,
       obj_description(p.oid, 'pg_proc') as comment,
       r.names as roles,
       null::jsonb as columns
  from pg_proc as p
  join roles as r on r.objoid = p.oid
 where p.pronamespace = 'howdah'::regnamespace
union all
select case c.relkind when 'v' then 'view' else 'table' end, c.relname::text, c.relname::text,
       obj_description(c.oid, 'pg_class'), r.names,
       (
         select jsonb_agg(jsonb_build_array(
                  a.attname, format_type(a.atttypid, a.atttypmod), coalesce(col_description(c.oid, a.attnum), '')
                ) order by a.attnum)
           from pg_attribute as a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       )
  from pg_class as c
  join roles as r on r.objoid = c.oid
 where c.relnamespace = 'howdah'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
 order by 2, 3 desc
