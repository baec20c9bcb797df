-- database: plain
begin;
select plan(8);

-- Tables that need no tenant in their keys, each with its reason.
create temp table excepted (name text primary key, reason text not null);
insert into excepted values
  ('jobs', 'claimed and fenced by id and token; a plain table on the coordinator'),
  ('jobs_done', 'the history of jobs, partitioned by day');

create temp view tenant_tables as
  select c.oid, c.relname as name, a.attnum as tenant
  from pg_class as c
  join pg_attribute as a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  join pg_attrdef as d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'howdah'::regnamespace
    and c.relkind in ('r', 'p')
    and not c.relispartition
    and c.relname not in (select e.name from excepted as e);
create temp view foreign_keys as
  select k.*
  from pg_constraint as k
  join pg_class as c on c.oid = k.conrelid
  where k.connamespace = 'howdah'::regnamespace
    and k.contype = 'f'
    and k.conparentid = 0
    and not c.relispartition;

select isnt_empty('select name from tenant_tables', 'there are tables of tenants to look at');
select is_empty(
  $$select t.name, i.indexrelid::regclass
    from tenant_tables as t
    join pg_index as i on i.indrelid = t.oid
    where i.indisunique and i.indkey[0] != t.tenant$$,
  'tenant_id is first in every primary and unique key of a tenant''s table'
);
select is_empty(
  $$select f.conrelid::regclass, f.conname
    from foreign_keys as f
    join tenant_tables as t on t.oid = f.conrelid
    join tenant_tables as r on r.oid = f.confrelid
    where f.conkey[1] != t.tenant or f.confkey[1] != r.tenant$$,
  'tenant_id is first in every foreign key between tables of tenants'
);
select is_empty(
  $$select f.conrelid::regclass, f.conname
    from foreign_keys as f
    where not exists (
      select from pg_index as i
      where i.indrelid = f.conrelid
        and (i.indkey::int2[])[0:array_length(f.conkey, 1) - 1] @> f.conkey
    )
    and not exists (
      select from pg_partitioned_table as p
      where p.partrelid = f.conrelid and p.partstrat = 'l' and p.partattrs::int2[] @> f.conkey and p.partnatts = cardinality(f.conkey)
    )$$,
  'every foreign key has an index that begins with its columns, or is what the table is partitioned by'
);
select is_empty(
  $$select f.conrelid::regclass, f.conname
    from foreign_keys as f
    join tenant_tables as t on t.oid = f.conrelid
    where f.confdeltype in ('n', 'd') or f.confupdtype in ('n', 'd')$$,
  'no foreign key of a tenant''s table sets a part of its key to null'
);
select is_empty(
  $$select f.conrelid::regclass, f.conname
    from foreign_keys as f
    join tenant_tables as t on t.oid = f.confrelid
    where f.conrelid::regclass::text ~ '^howdah\.(jobs|jobs_done|lanes|workers)$'$$,
  'the queue has no foreign key to a tenant''s table'
);
select is_empty(
  $$select t.name, g.tgname
    from tenant_tables as t
    join pg_trigger as g on g.tgrelid = t.oid
    where g.tgoldtable is not null or g.tgnewtable is not null$$,
  'no trigger of a tenant''s table has a transition table'
);
select is_empty(
  $$select k.conrelid::regclass, k.conname
    from pg_constraint as k
    join pg_depend as d on d.classid = 'pg_constraint'::regclass and d.objid = k.oid
    join pg_proc as p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid
    where k.connamespace = 'howdah'::regnamespace and k.contype = 'c' and p.provolatile != 'i'$$,
  'no check calls a function that could read a table: it would not restore'
);

select * from finish();
rollback;
