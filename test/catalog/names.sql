-- database: plain
begin;
select plan(5);

create temp view constraints as
  select c.relname as table_name, k.conname as name, k.contype
  from pg_constraint as k
  join pg_class as c on c.oid = k.conrelid
  where k.connamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
    and not c.relispartition
    and k.conparentid = 0
    and k.contype in ('p', 'u', 'f', 'c', 'x');

select is_empty(
  $$select name, table_name from constraints where not starts_with(name, table_name || '_')$$,
  'every constraint begins with the name of its table'
);
select is_empty(
  $$select name, contype from constraints
    where name !~ case contype when 'p' then '_pkey$' when 'u' then '_key$' when 'f' then '_fkey$'
      when 'x' then '_excl$' else '' end$$,
  'keys end as PostgreSQL ends them: _pkey, _key, _fkey'
);
select is_empty(
  $$select name from constraints where contype = 'c' and name ~ '_check\d*$'$$,
  'every check has a name that reads as a sentence'
);
select is_empty(
  $$select c.relname, t.relname
    from pg_index as i
    join pg_class as c on c.oid = i.indexrelid
    join pg_class as t on t.oid = i.indrelid
    where t.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and not t.relispartition
      and (not starts_with(c.relname, t.relname || '_') or c.relname !~ '_(pkey|key|idx|excl)$')$$,
  'every index begins with its table and ends with _idx, _key or _pkey'
);
select is_empty(
  $$select c.oid::regclass, a.attname
    from pg_class as c
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p', 'v')
      and (a.attname || ' ' || c.relname) !~ '^[a-z][a-z0-9_]* [a-z][a-z0-9_]*$'$$,
  'tables and columns are lowercase words'
);

select * from finish();
rollback;
