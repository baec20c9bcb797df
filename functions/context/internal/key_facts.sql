create or replace function howdah_internal.key_facts()
  returns table (class regclass, id oid, object text, state text, definition text)
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_schemas regnamespace[] := '{howdah,howdah_internal}';
  v_server text := current_setting('server_version_num')::integer / 10000 || ' ';
begin
  -- Until the function ends: so whatever is printed names its schema.
  perform set_config('search_path', 'pg_catalog', true);
  return query
  select 'pg_constraint'::regclass, c.oid, format('constraint %I on %s', c.conname, c.conrelid::regclass),
         case when c.convalidated then 'valid' else 'not valid' end,
         v_server || md5(regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', ''))
    from pg_constraint as c
    join pg_class as t on t.oid = c.conrelid
   where t.relnamespace = any (v_schemas) and not t.relispartition and c.contype in ('p', 'u', 'x', 'c', 'f')
  union all
  select 'pg_class', x.indexrelid, format('index %I on %s', i.relname, x.indrelid::regclass),
         case when x.indisvalid then 'valid' else 'not valid' end,
         v_server || md5(pg_get_indexdef(x.indexrelid))
    from pg_index as x
    join pg_class as i on i.oid = x.indexrelid
    join pg_class as t on t.oid = x.indrelid
   where t.relnamespace = any (v_schemas) and not t.relispartition
     and not exists (select from pg_constraint as c where c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x'));
end
$$;
comment on function howdah_internal.key_facts is
  'The part of install_facts() about constraints and indexes; those of partitions are their parents''.';
