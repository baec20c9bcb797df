create or replace function howdah_internal.columns_expression(relation regclass, columns text[], prefix text)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  -- Only a column that is null is left out; what is null inside of its JSON stays.
  return coalesce((
    select string_agg(format(
             'case when num_nonnulls(t.%I) = 1 then jsonb_build_object(%L, %s) else ''{}'' end',
             c.name, columns_expression.prefix || c.name,
             howdah_internal.column_expression(columns_expression.relation, c.name, false)), ' || ' order by c.n)
      from unnest(columns_expression.columns) with ordinality as c (name, n)
  ), '''{}''::jsonb');
end
$$;
comment on function howdah_internal.columns_expression is
  'SQL for a jsonb object of columns of t as JSON types them, each key with prefix before it.';
