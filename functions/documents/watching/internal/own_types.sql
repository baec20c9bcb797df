create or replace function howdah_internal.own_types(relation regclass, columns text[])
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  -- Whoever owns a type may say by which function it converts, and a domain checks by functions: read by howdah they
  -- would run with the rights of howdah's owner. Types of the system begin below 16384.
  return array(
    select a.attname::text
      from pg_attribute as a
     where a.attrelid = own_types.relation and a.attnum > 0 and not a.attisdropped
       and a.attname = any (own_types.columns) and a.atttypid >= 16384
       and exists (
         with recursive parts (type) as (
           select a.atttypid
           union
           select n.type
             from parts as p
             join pg_type as t on t.oid = p.type
            cross join lateral (
              select t.typelem
              union all
              select t.typbasetype
              union all
              select r.rngsubtype from pg_range as r where t.oid in (r.rngtypid, r.rngmultitypid)
              union all
              select m.atttypid from pg_attribute as m
               where m.attrelid = t.typrelid and m.attnum > 0 and not m.attisdropped
            ) as n (type)
            where n.type >= 16384
         )
         select from parts as p
           join pg_type as t on t.oid = p.type
           join pg_roles as o on o.oid = t.typowner
          where t.typcategory != 'A' and not o.rolsuper
            and o.oid != (select n.nspowner from pg_namespace as n where n.nspname = 'howdah')
            and not exists (
              select from pg_depend as d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
       )
     order by a.attnum
  );
end
$$;
comment on function howdah_internal.own_types is
  'Columns with a type, or a type in it, that is neither the system''s nor of an extension, a superuser or howdah''s '
  'owner.';
