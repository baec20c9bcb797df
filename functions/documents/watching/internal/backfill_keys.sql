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
  set timezone to 'UTC'
  set datestyle to 'ISO, MDY'
  set intervalstyle to 'postgres'
  set bytea_output to 'hex'
  set extra_float_digits to 1
  set lc_monetary to 'C'
  set quote_all_identifiers to off
  set array_nulls to on
as $$
declare
  v_order text;
  v_after text;
  v_keys jsonb;
begin
  with columns as (
    select k.n, format('t.%I', k.name) as name, format('operator(%I.%s)', k.schema, k.equals) as equals,
           format('operator(%I.%s)', k.schema, k.less) as less,
           format('operator(%I.%s)', k.schema, k.greater) as greater,
           format(case when k.is_json then '($1 -> %s)' else '($1 ->> %s)::%s' end, k.n - 1, k.type) as value
      from howdah_internal.key_columns(relation, watched.id_columns) as k
  )
  select string_agg(format('%s using %s', c.name, c.less), ', ' order by c.n),
         -- As one comparison of rows where it can be, which an index answers.
         case when count(distinct c.greater) = 1 then
           format('(%s) %s (%s)', string_agg(c.name, ', ' order by c.n), min(c.greater),
             string_agg(c.value, ', ' order by c.n))
         else string_agg(concat_ws(' and ', (
             select string_agg(format('%s %s %s', b.name, b.equals, b.value), ' and ' order by b.n)
               from columns as b
              where b.n < c.n
           ), format('%s %s %s', c.name, c.greater, c.value)), ' or ' order by c.n) end
    into v_order, v_after
    from columns as c;
  execute format(
    'select coalesce(jsonb_agg(b.key order by b.n), ''[]'')
       from (
         select %1$s as key, row_number() over (order by %2$s) as n
           from %3$s as t %4$s
          order by %2$s
          limit $2
       ) as b',
    howdah_internal.key_expression(relation, watched.id_columns, 't'), v_order,
    howdah_internal.own_rows(relation), case when watched.backfilled_to is not null then 'where ' || v_after end)
    into v_keys
    using watched.backfilled_to, backfill_keys.slice;
  return v_keys;
end
$$;
comment on function howdah_internal.backfill_keys is
  'The next keys of rows that were there when the table was watched; empty at the end.';
