create or replace function howdah_internal.watches_named(name text)
  returns table (id bigint, schema_name text, table_name text)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
begin
  -- By names, not by to_regclass: the path here is not the caller's. What was dropped is known by its last name.
  return query
  select w.id, x.schema_name, x.table_name
    from howdah.watched_tables as w
    left join pg_class as c on c.oid = howdah_internal.watched_relation(w)
    left join pg_namespace as n on n.oid = c.relnamespace
   cross join lateral (
     select coalesce(n.nspname::text, w.source_schema), coalesce(c.relname::text, w.source_table)
   ) as x (schema_name, table_name)
   where array[watches_named.name, lower(watches_named.name)] && array[
           x.table_name, quote_ident(x.table_name),
           format('%s.%s', x.schema_name, x.table_name), format('%I.%I', x.schema_name, x.table_name)];
end
$$;
comment on function howdah_internal.watches_named is 'Watches of the table with this name, with or without its schema.';
