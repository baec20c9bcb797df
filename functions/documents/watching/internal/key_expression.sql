create or replace function howdah_internal.key_expression(relation regclass, columns text[], table_row text)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return (
    select format('jsonb_build_array(%s)', string_agg(
             format(case when a.atttypid >= 16384 or t.typcategory = 'A' or t.typtype = 'c' then '%s.%I::text'
               else '%s.%I' end, key_expression.table_row, c.name), ', ' order by c.n))
      from unnest(key_expression.columns) with ordinality as c (name, n)
      -- A column that was renamed or dropped stays in it, and whoever runs it finds out.
      left join pg_attribute as a
        on a.attrelid = key_expression.relation and a.attname = c.name and not a.attisdropped
      left join pg_type as t on t.oid = a.atttypid
  );
end
$$;
comment on function howdah_internal.key_expression is
  'SQL for the key of a row as a json array; what JSON would take apart stands in it as it prints. Run it under the '
  'settings of every reader of watched rows, or one row has several keys.';
