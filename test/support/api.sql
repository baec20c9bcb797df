-- The public API as the catalog knows it, one line for each thing, in a stable order.
with granted as (
  select p.oid, string_agg(r.rolname, ', ' order by r.rolname) as roles
  from pg_proc as p
  cross join lateral aclexplode(p.proacl) as a
  join pg_roles as r on r.oid = a.grantee
  where p.pronamespace = 'howdah'::regnamespace
    and a.privilege_type = 'EXECUTE'
    and r.rolname in ('howdah_app', 'howdah_worker', 'howdah_analyst', 'howdah_admin', 'howdah_reviewer')
  group by p.oid
),
things as (
  select 1 as part, p.proname::text as name, pg_get_function_identity_arguments(p.oid) as detail,
    case p.prokind when 'p' then 'procedure ' else 'function ' end || p.proname
    || '(' || pg_get_function_arguments(p.oid) || ')'
    || coalesce(E'\n  returns ' || pg_get_function_result(p.oid), '')
    || E'\n  ' || case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end
    || case when p.prosecdef then ', security definer' else '' end
    || ', for ' || g.roles as line
  from pg_proc as p
  join granted as g on g.oid = p.oid
  union all
  select case c.relkind when 'v' then 2 else 3 end, c.relname, '',
    case c.relkind when 'v' then 'view ' else 'table ' end || c.relname || E'\n  '
    || (
      select string_agg(
        a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull and c.relkind != 'v' then ' not null' else '' end,
        E'\n  ' order by a.attnum
      )
      from pg_attribute as a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    )
  from pg_class as c
  where c.relnamespace = 'howdah'::regnamespace
    and c.relkind in ('r', 'p', 'v')
    and not c.relispartition
)
select line from things order by part, name collate "C", detail collate "C"
