create or replace function howdah_internal.key_columns(relation regclass, columns text[])
  returns table (
    n bigint, name text, type text, is_json boolean, schema text, equals text, less text, greater text
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  select c.n, c.name, format_type(a.atttypid, a.atttypmod),
         a.atttypid = 'jsonb'::regtype,
         (select s.nspname::text from pg_operator as o join pg_namespace as s on s.oid = o.oprnamespace
           where o.oid = i.operators[2]),
         (select o.oprname::text from pg_operator as o where o.oid = i.operators[2]),
         (select o.oprname::text from pg_operator as o where o.oid = i.operators[1]),
         (select o.oprname::text from pg_operator as o where o.oid = i.operators[3])
    from unnest(key_columns.columns) with ordinality as c (name, n)
    join pg_attribute as a on a.attrelid = key_columns.relation and a.attname = c.name and not a.attisdropped
   -- The operators of the index: those of citext stand in a schema that no path of ours names.
   cross join lateral (
     select array[
              min(m.amopopr) filter (where m.amopstrategy = 1), min(m.amopopr) filter (where m.amopstrategy = 3),
              min(m.amopopr) filter (where m.amopstrategy = 5)] as operators
       from pg_index as x
      cross join lateral unnest(x.indkey::int2[], x.indclass::oid[]) as k (attnum, opclass)
       join pg_opclass as p on p.oid = k.opclass
       join pg_amop as m
         on m.amopfamily = p.opcfamily and m.amoplefttype = p.opcintype and m.amoprighttype = p.opcintype
      where x.indexrelid = howdah_internal.index_of_key(key_columns.relation, key_columns.columns)
        and k.attnum = a.attnum
   ) as i;
end
$$;
comment on function howdah_internal.key_columns is
  'The id columns of a watched table: type, and the operators of its unique index.';
