create or replace function howdah_internal.index_of_key(relation regclass, columns text[])
  returns oid
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return (
    select i.indexrelid
      from pg_index as i
     where i.indrelid = index_of_key.relation and i.indisunique and i.indpred is null and i.indexprs is null
       and i.indimmediate and i.indisvalid
       and (select array_agg(a.attname::text order by a.attname) from pg_attribute as a
             where a.attrelid = i.indrelid and a.attnum = any (i.indkey[0:i.indnkeyatts - 1]) and a.attnotnull)
           = (select array_agg(c.name order by c.name) from unnest(index_of_key.columns) as c (name))
       and i.indnkeyatts = cardinality(index_of_key.columns)
     order by i.indisprimary desc, i.indexrelid
     limit 1
  );
end
$$;
comment on function howdah_internal.index_of_key is
  'The unique index over exactly these columns, none of which may be null; null where there is none.';
