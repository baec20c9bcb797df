-- database: plain
begin;
select plan(12);

/*
 * What a user meets: everything in howdah is for somebody and says how it is used, what lies in howdah_internal is
 * granted only where it runs with the rights of who asks.
 */
create temp view groups as
  select r.oid, r.rolname from pg_roles as r
  where r.rolname in ('howdah_app', 'howdah_worker', 'howdah_analyst', 'howdah_admin', 'howdah_reviewer');
create temp view functions as
  select p.*, n.nspname, exists (
      select from groups as g where has_function_privilege(g.oid, p.oid, 'execute')) as is_granted
  from pg_proc as p
  join pg_namespace as n on n.oid = p.pronamespace and n.nspname in ('howdah', 'howdah_internal');
create temp view relations as
  select c.oid, c.relname, c.relkind from pg_class as c
  where c.relnamespace = 'howdah'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition;
-- What runs as who asks: views, policies, defaults, checks and indexes, and functions that are granted and no definers.
create temp table asked as
  select pg_get_viewdef(c.oid) as text from pg_class as c
  where c.relkind = 'v' and c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
  union all
  select concat(pg_get_expr(p.polqual, p.polrelid), ' ', pg_get_expr(p.polwithcheck, p.polrelid)) from pg_policy as p
  union all
  select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef as d
  union all
  select pg_get_constraintdef(k.oid) from pg_constraint as k where k.contype = 'c'
  union all
  select concat(pg_get_expr(i.indexprs, i.indrelid), ' ', pg_get_expr(i.indpred, i.indrelid)) from pg_index as i
  union all
  select coalesce(pg_get_function_sqlbody(f.oid), f.prosrc) from functions as f where f.is_granted and not f.prosecdef;
-- Whether a role can read what it is granted: a view asks for what lies behind it too.
create function pg_temp.refusals() returns table (role name, relation text, refusal text) language plpgsql as $$
begin
  for role, relation in
    select g.rolname, format('howdah.%I', v.relname)
    from groups as g
    join relations as v on v.relkind = 'v' and has_table_privilege(g.oid, v.oid, 'select')
  loop
    refusal := null;
    perform set_config('role', role, true);
    begin
      execute format('select from %s limit 0', relation);
    exception when insufficient_privilege then
      refusal := sqlerrm;
    end;
    perform set_config('role', 'none', true);
    if refusal is not null then
      return next;
    end if;
  end loop;
end $$;

select isnt_empty($$select proname from functions where nspname = 'howdah'$$, 'there are functions to look at');
select cmp_ok(
  (select count(*) from functions where nspname = 'howdah'), '<=', 160::bigint, 'howdah holds at most 160 functions'
);
select is_empty(
  $$select oid::regprocedure from functions where nspname = 'howdah' and not is_granted$$,
  'every function of howdah is granted to a group role'
);
select is_empty(
  $$select r.relname from relations as r
    where r.relkind != 'v'
      and not exists (select from groups as g where has_any_column_privilege(g.oid, r.oid, 'select'))$$,
  'every table of howdah is read by a group role'
);
select is_empty(
  $$select r.relname from relations as r
    where r.relkind = 'v' and not exists (select from groups as g where has_table_privilege(g.oid, r.oid, 'select'))$$,
  'every view of howdah is read by a group role'
);
select is_empty('select * from pg_temp.refusals()', 'who is granted a view may read all that it shows');
select is_empty(
  $$select proname from functions
    where nspname = 'howdah'
      and coalesce(obj_description(oid, 'pg_proc'), '') !~ format('Example: .*\mhowdah\.%s\(', proname)$$,
  'every function of howdah ends its comment with an example that calls it'
);
select is_empty(
  $$select f.proname from functions as f
    where f.nspname = 'howdah_internal' and f.is_granted
      and not exists (
        select from asked as a where a.text ~ format('\m%s\(', f.proname) and a.text != coalesce(f.prosrc, ''))$$,
  'a granted helper is asked for by a view, a policy, a default, an index or a function that runs as its caller'
);
select is_empty(
  $$select c.relname, g.rolname
    from pg_class as c
    cross join groups as g
    where c.relnamespace = 'howdah_internal'::regnamespace and c.relkind = 'v'
      and has_table_privilege(g.oid, c.oid, 'select')
      and not exists (select from asked as a where a.text ~ format('\m%s\M', c.relname))$$,
  'a granted view of howdah_internal is read by another view or a function that runs as its caller'
);

-- What generated clients and ORMs read and pass.
select is_empty(
  $$select f.proname, t.type::regtype
    from functions as f
    cross join lateral (
      select f.prorettype as type
      union all
      select a.type from unnest(f.proallargtypes, f.proargmodes) as a (type, mode) where a.mode in ('o', 'b', 't')
    ) as t
    where f.nspname = 'howdah' and f.prokind = 'f' and t.type in ('void'::regtype, 'interval'::regtype)$$,
  'no function of howdah returns void or an interval, which ORMs do not read'
);
select is_empty(
  $$select r.relname, a.attname from relations as r
    join pg_attribute as a on a.attrelid = r.oid and a.attnum > 0 and a.atttypid = 'interval'::regtype$$,
  'nor does a column'
);
select is_empty(
  $$select f.proname, a.name, a.type::regtype
    from functions as f
    cross join lateral unnest(
      coalesce(f.proallargtypes, f.proargtypes::oid[]), f.proargnames,
      coalesce(f.proargmodes, array_fill('i'::"char", array[f.pronargs::integer]))) as a (type, name, mode)
    where f.nspname = 'howdah' and a.mode in ('i', 'b')
      and a.type in ('smallint'::regtype, 'integer'::regtype, 'numeric'::regtype, 'real'::regtype)$$,
  'a number is double precision, which every other type becomes by itself; an id is bigint'
);

select * from finish();
rollback;
