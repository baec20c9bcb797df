-- database: plain
begin;
select plan(16);

create temp view functions as
  select p.*, p.oid::regprocedure::text as name, l.lanname,
    (select substr(c, 13) from unnest(p.proconfig) as c where c like 'search\_path=%') as path
  from pg_proc as p
  join pg_language as l on l.oid = p.prolang
  where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace);

select isnt_empty('select name from functions', 'there are functions to look at');
select is_empty(
  $$select name from functions where obj_description(oid, 'pg_proc') is null$$,
  'every function says what it does'
);
-- A body of SQL is bound when it is created; a SET clause would keep it from inlining. What only definers call, as
-- nobody
-- else may, has their path: until PostgreSQL 17 a SET clause costs about 5 us a call, together a twelfth of an
-- admission.
select is_empty(
  $$select f.name
    from functions as f
    where f.prokind != 'p' and f.path is null and f.prosqlbody is null
      and (f.prosecdef or f.prorettype = 'trigger'::regtype or exists (
        select from pg_roles as r
        where r.rolname ~ '^howdah_(app|worker|analyst|admin|reviewer)$'
       and has_function_privilege(r.oid, f.oid, 'execute')
      ))$$,
  'every function that somebody may call, every definer and every trigger pins its search_path'
);
select is_empty(
  $$select name, path from functions where prosecdef and coalesce(path, '') !~ '"?pg_temp"?\s*$'$$,
  'every definer function has pg_temp last on its search_path'
);
-- What of a path somebody else can write to decides what a name means.
select is_empty(
  $$select f.name, s.name
    from functions as f
    cross join regexp_split_to_table(f.path, '\s*,\s*') as s (name)
    where trim(s.name, '"') not in ('pg_catalog', 'howdah', 'howdah_internal', 'pg_temp')
      and trim(s.name, '"') != (
        select n.nspname from pg_type as t join pg_namespace as n on n.oid = t.typnamespace where t.typname = 'halfvec')
    union all
    select f.name, f.path from functions as f where f.path !~ '^"?pg_catalog"?, "?howdah"?, '$$,
  'a path holds the system''s schema, howdah, that of vector and pg_temp, in this order'
);
select is_empty(
  $$select n.nspname, g.rolname
    from pg_namespace as n
    cross join (
      select rolname from pg_roles
       where rolname in ('howdah_app', 'howdah_worker', 'howdah_analyst', 'howdah_admin', 'howdah_reviewer')
      union all select 'public') as g (rolname)
    where n.nspname in (select trim(s, '"') from functions, regexp_split_to_table(path, '\s*,\s*') as s)
      and has_schema_privilege(g.rolname, n.oid, 'create')$$,
  'no group role and not PUBLIC creates anything in a schema of these paths'
);
select is_empty(
  $$select name from functions
    where prosrc like '%\\%' and prokind = 'f' and prosqlbody is null
      and not 'standard_conforming_strings=on' = any (proconfig)$$,
  'a function with a backslash in its body pins what that means'
);
select is_empty(
  $$select f.name, c.setting from functions as f
    cross join unnest(f.proconfig) as c (setting)
    where c.setting ~* '^(role|session_|row_security|request\.|howdah\.)'$$,
  'no function sets what rights depend on'
);
select is_empty(
  $$select name from functions where prokind = 'p' and (prosecdef or proconfig is not null)$$,
  'procedures commit, so they are no definers and have no SET clause'
);
select is_empty(
  $$select name from functions where has_function_privilege('public', oid, 'execute')$$,
  'PUBLIC may call nothing'
);
select is_empty(
  $$select f.name, a.name from functions as f
    cross join unnest(f.proargnames) as a (name)
    where a.name ~ '^(p_|_)|_$' or a.name = ''$$,
  'parameters are plain words: no prefix, no underscore at either end'
);
select is_empty(
  $$select f.name from functions as f
    where f.prokind = 'f' and f.prorettype = 'record'::regtype
      and not coalesce(f.proargmodes && '{t,o,b}'::"char"[], false)$$,
  'no function returns an undeclared record'
);
select is_empty(
  $$select name from functions
    where prorettype = 'trigger'::regtype and proname !~ '^tg_[a-z_]+__[a-z_]+$'$$,
  'trigger functions are named tg_<table>__<what>'
);
-- Whoever calls it would be refused inside. Procedures name functions in their hints.
select is_empty(
  $$with granted as (
      select r.oid as role, r.rolname, f.oid, f.proname, f.prosecdef, f.prokind,
        coalesce(pg_get_function_sqlbody(f.oid), f.prosrc) as body
      from functions as f
      join pg_roles as r
        on r.rolname ~ '^howdah_(app|worker|analyst|admin|reviewer)$'
       and has_function_privilege(r.oid, f.oid, 'execute')
    )
    select distinct g.proname, g.rolname, c.called[1]
    from granted as g
    cross join regexp_matches(g.body, 'howdah(?:_internal)?\.(\w+)\(', 'g') as c (called)
    where not g.prosecdef and g.prokind = 'f'
      and exists (select from functions as f where f.proname = c.called[1])
      and not exists (select from granted as o where o.role = g.role and o.proname = c.called[1])$$,
  'what runs with the rights of who calls it calls nothing that those may not'
);
-- A trigger that refuses changes must also refuse those of replication.
select is_empty(
  $$select g.tgrelid::regclass, g.tgname from pg_trigger as g
    join functions as f on f.oid = g.tgfoid
    where f.proname ~ '__refuse$' and g.tgenabled != 'A'$$,
  'triggers that keep rows as they are fire always'
);
-- The planner runs a volatile function where it would not run a stable one. count_new_chunks writes: it counts into the
-- statistics of search.
select is_empty(
  $$select name from functions
    where provolatile = 'v' and proname ~ '^(get|list|search|find|stats|count|render)'
      and proname not in ('count_new_chunks')$$,
  'what reads is not volatile'
);

select * from finish();
rollback;
