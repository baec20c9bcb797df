-- database: plain
begin;
select plan(3);

create temp view foreign_keys as
  select k.*
  from pg_constraint as k
  join pg_class as c on c.oid = k.conrelid
  where k.connamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
    and k.contype = 'f'
    and k.conparentid = 0
    and not c.relispartition;

select isnt_empty('select conname from foreign_keys', 'there are foreign keys to look at');
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
      where p.partrelid = f.conrelid and p.partstrat = 'l' and p.partattrs::int2[] @> f.conkey
        and p.partnatts = cardinality(f.conkey)
    )$$,
  'every foreign key has an index that begins with its columns, or is what the table is partitioned by'
);
select is_empty(
  $$select k.conrelid::regclass, k.conname
    from pg_constraint as k
    join pg_depend as d on d.classid = 'pg_constraint'::regclass and d.objid = k.oid
    join pg_proc as p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid
    where k.connamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and k.contype = 'c'
      and p.provolatile != 'i'$$,
  'no check calls a function that could read a table: it would not restore'
);

select * from finish();
rollback;
