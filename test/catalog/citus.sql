-- database: plain
begin;
select plan(9);

/*
 * What keeps sharding by tenant_id with Citus possible (db/README.md,
   Growing): every table is distributed by tenant_id,
 * a reference table (a copy on every node) or local to the coordinator, and the keys and functions allow for it.
 */
create temp table classes (name text primary key, class text not null);
insert into classes
select name, 'reference' from unnest(array[
  'job_kinds', 'model_aliases', 'model_prices', 'models', 'price_aliases', 'price_corrections', 'settings',
  'step_kinds', 'system_flags', 'watched_tables'
]) as name;
insert into classes
select name, 'local' from unnest(array[
  'clock_looks', 'installed_facts', 'installed_objects', 'jobs', 'jobs_done', 'lanes', 'late_usage', 'migrations',
  'outbox_receiver', 'queue_heads',
  'schedule_runs', 'schedules', 'usage_latency', 'usage_rollups', 'watched_changes', 'workers'
]) as name;

create temp view tables as
  select c.oid, c.relname as name, a.attnum as tenant, coalesce(k.class, 'distributed') as class
  from pg_class as c
  left join pg_attribute as a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  left join classes as k on k.name = c.relname
  where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
    and c.relkind in ('r', 'p') and not c.relispartition;
create temp view distributed as select * from tables where class = 'distributed';
create temp view foreign_keys as
  select k.*, o.class as class, r.class as foreign_class
  from pg_constraint as k
  join tables as o on o.oid = k.conrelid
  join tables as r on r.oid = k.confrelid
  where k.contype = 'f' and k.conparentid = 0;
create temp view functions as
  select p.oid, p.proname, p.oid::regprocedure::text as name, l.lanname, p.pronargs, p.prosrc
  from pg_proc as p
  join pg_language as l on l.oid = p.prolang
  where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace);

select is_empty('select name from classes except select name from tables', 'the tables named here are there');
select is_empty(
  'select name from distributed where tenant is null',
  'every table without a tenant is said to be a reference table or local'
);
select is_empty(
  $$select t.name, i.indexrelid::regclass
    from distributed as t
    join pg_index as i on i.indrelid = t.oid
    where i.indisunique and i.indkey[0] != t.tenant$$,
  'tenant_id is first in every primary and unique key of a tenant''s table'
);
select is_empty(
  $$select f.conrelid::regclass, f.conname
    from foreign_keys as f
    join distributed as t on t.oid = f.conrelid
    join distributed as r on r.oid = f.confrelid
    where f.conkey[1] != t.tenant or f.confkey[1] != r.tenant$$,
  'tenant_id is first in every foreign key between tables of tenants'
);
select is_empty(
  $$select f.conrelid::regclass, f.conname
    from foreign_keys as f
    join distributed as t on t.oid = f.conrelid
    where f.confdeltype in ('n', 'd') or f.confupdtype in ('n', 'd')$$,
  'no foreign key of a tenant''s table sets a part of its key to null'
);
select is_empty(
  $$select conrelid::regclass, conname from foreign_keys
    where class != 'distributed' and foreign_class = 'distributed'
      or class != 'local' and foreign_class = 'local'$$,
  'only distributed tables point to distributed tables, and only local ones to local ones'
);
select is_empty(
  $$select t.name, g.tgname
    from distributed as t
    join pg_trigger as g on g.tgrelid = t.oid
    where g.tgoldtable is not null or g.tgnewtable is not null$$,
  'no trigger of a tenant''s table has a transition table'
);
-- The node that runs it cannot route such a function to a shard.
select is_empty(
  $$select f.name, t.name from functions as f, distributed as t
    where f.lanname = 'sql' and f.pronargs > 0
      and pg_get_functiondef(f.oid) ~ format('(from|join|into|update) (howdah(_internal)?\.)?%s\M', t.name)$$,
  'no sql function with parameters reads a distributed table'
);
-- A variable goes to one shard; a function call asked all of them and found nothing.
select is_empty(
  $$select name from functions
    where prosrc ~* 'tenant_id (=|is not distinct from) (howdah\.)?(current_tenant|context_tenant|setting)\('
      and proname not in ('cancel_job', 'may_end_job')$$,
  'functions compare tenant_id with a variable, but for the local jobs'
);

select * from finish();
rollback;
