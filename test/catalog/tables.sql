-- database: plain
begin;
select plan(8);

create temp view tables as
  select c.oid, c.oid::regclass::text as name, c.relrowsecurity, c.relispartition, c.relacl
  from pg_class as c
  where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
    and c.relkind in ('r', 'p');
create temp view columns as
  select t.name || '.' || a.attname as name, a.atttypid, y.typtype
  from tables as t
  join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  join pg_type as y on y.oid = a.atttypid;

select isnt_empty('select name from tables', 'there are tables to look at');
select is_empty(
  $$select name from tables where not relispartition and obj_description(oid, 'pg_class') is null$$,
  'every table says what it holds'
);
select is_empty(
  'select name from tables where not relrowsecurity',
  'row level security is on for every table and every partition'
);
select is_empty(
  $$select name from tables as t
    where not exists (select from pg_constraint where conrelid = t.oid and contype = 'p')$$,
  'every table has a primary key'
);
select is_empty(
  $$select name, atttypid::regtype from columns
    where atttypid in ('regconfig'::regtype, 'regdictionary'::regtype, 'regproc'::regtype,
      'regprocedure'::regtype, 'regoper'::regtype, 'regoperator'::regtype,
      'regnamespace'::regtype, 'regcollation'::regtype)$$,
  'no column has a type that stops pg_upgrade'
);
select is_empty(
  $$select name from columns where atttypid in ('timestamp'::regtype, 'timetz'::regtype)$$,
  'every time has a time zone'
);
select is_empty(
  $$select name, atttypid::regtype from columns
    where atttypid in ('varchar'::regtype, 'bpchar'::regtype, 'money'::regtype) or typtype = 'e'$$,
  'text and a check, never varchar, char, money or an enum'
);
-- Models are few, and their number is written into names of partitions.
select is_empty(
  $$select attrelid::regclass, attname from pg_attribute
    where attrelid in (select oid from tables) and attidentity != '' and atttypid = 'integer'::regtype
      and attrelid != 'howdah.models'::regclass$$,
  'generated keys are bigint'
);

select * from finish();
rollback;
