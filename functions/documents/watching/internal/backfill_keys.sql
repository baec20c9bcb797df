create or replace function howdah_internal.backfill_keys(
  watched howdah.watched_tables,
  relation regclass,
  slice integer
)
  returns jsonb
  language plpgsql
  stable
  security definer -- reads the application's table
  set search_path from current
as $$
declare
  v_columns text;
  v_after text;
  v_keys jsonb;
begin
  select string_agg(format('t.%I', c.name), ', ' order by c.n),
         string_agg(format('($1 ->> %s)::%s', c.n - 1, format_type(a.atttypid, a.atttypmod)), ', ' order by c.n)
    into v_columns, v_after
    from unnest(watched.id_columns) with ordinality as c (name, n)
    join pg_attribute as a on a.attrelid = relation and a.attname = c.name;
  execute format(
    'select coalesce(jsonb_agg(b.key order by b.n), ''[]'')
       from (
         select jsonb_build_array(%1$s) as key, row_number() over (order by %1$s) as n
           from %2$s as t %3$s
          order by %1$s
          limit $2
       ) as b',
    v_columns, relation,
    case when watched.backfilled_to is not null then format('where (%s) > (%s)', v_columns, v_after) end)
    into v_keys
    using watched.backfilled_to, backfill_keys.slice;
  return v_keys;
end
$$;
comment on function howdah_internal.backfill_keys is
  'The next keys of rows that were there when the table was watched; empty at the end.';
