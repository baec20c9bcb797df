-- database: plain
begin;
select plan(9);

create temp view groups as
  select r.*
  from pg_roles as r
  where r.rolname in ('howdah_app', 'howdah_worker', 'howdah_analyst', 'howdah_admin', 'howdah_reviewer');
create temp view relations as
  select c.oid, c.oid::regclass::text as name, c.relkind, c.relacl
  from pg_class as c
  where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm');

select set_eq(
  'select rolname::text from groups',
  array['howdah_admin', 'howdah_analyst', 'howdah_app', 'howdah_reviewer', 'howdah_worker'],
  'the five group roles exist'
);
select is_empty(
  $$select rolname from groups
    where rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication$$,
  'no group role can log in or has an attribute'
);
select is_empty(
  $$select g.rolname, r.name, p.privilege
    from groups as g
    cross join relations as r
    cross join unnest(array['insert', 'update', 'delete', 'truncate', 'trigger', 'references'])
      as p (privilege)
    where has_table_privilege(g.rolname, r.oid, p.privilege)$$,
  'no group role writes a table'
);
select is_empty(
  $$select g.rolname, r.name
    from groups as g
    cross join relations as r
    where has_any_column_privilege(g.rolname, r.oid, 'insert, update')$$,
  'nor a column of one'
);
select is_empty(
  $$select r.name from relations as r
    where has_any_column_privilege('howdah_worker', r.oid, 'select')$$,
  'the worker reads no table and no view'
);
select is_empty(
  $$select r.name from relations as r
    where has_any_column_privilege('howdah_reviewer', r.oid, 'select')$$,
  'nor does a reviewer, whose looks are noted'
);
select is_empty(
  $$select r.name from relations as r
    join pg_attribute as a on a.attrelid = r.oid and a.attname = 'content' and not a.attisdropped
    where has_column_privilege('howdah_analyst', r.oid, a.attnum, 'select')$$,
  'the analyst reads no content'
);
select is_empty(
  $$select r.name from relations as r cross join aclexplode(r.relacl) as a where a.grantee = 0$$,
  'PUBLIC reads nothing'
);
select ok(
  not has_schema_privilege('public', 'howdah', 'usage, create')
    and not has_schema_privilege('public', 'howdah_internal', 'usage, create'),
  'PUBLIC enters neither schema'
);

select * from finish();
rollback;
