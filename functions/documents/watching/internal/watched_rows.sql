create or replace function howdah_internal.watched_rows(watched howdah.watched_tables, relation regclass, keys jsonb)
  returns table (key jsonb, is_there boolean, content text, title text, metadata jsonb, tenant text, owner text)
  language plpgsql
  stable
  security definer -- reads the application's table
  set search_path from current
as $$
declare
  v_text text;
  v_metadata text;
  v_match text;
begin
  -- Several columns are told apart by headings.
  select case when cardinality(watched.content_columns) = 1 then min(c.expression)
           else format('concat_ws(E''\n\n'', %s)', string_agg(
             format('case when %1$s ~ ''\S'' then %2$L || %1$s end', c.expression, '## ' || c.name || E'\n\n'), ', '
             order by c.n)) end
    into v_text
    from (
      select u.name, u.n, howdah_internal.column_expression(relation, u.name, true) as expression
        from unnest(watched.content_columns) with ordinality as u (name, n)
    ) as c;
  select format('jsonb_strip_nulls(jsonb_build_object(%s))', coalesce(string_agg(
           format('%L, %s', m.name, howdah_internal.column_expression(relation, m.name, false)), ', '), ''))
    into v_metadata
    from unnest(watched.metadata_columns) as m (name);
  select string_agg(format('t.%I = (k.key ->> %s)::%s', c.name, c.n - 1, format_type(a.atttypid, a.atttypmod)), ' and ')
    into v_match
    from unnest(watched.id_columns) with ordinality as c (name, n)
    join pg_attribute as a on a.attrelid = relation and a.attname = c.name;
  return query execute format(
    'select k.key, t.is_there is not null, t.content, t.title, t.metadata, t.tenant, t.owner
       from jsonb_array_elements($1) as k (key)
       left join lateral (
         select true as is_there, %s as content, %s as title, %s as metadata, %s as tenant, %s as owner
           from %s as t where %s limit 1
       ) as t on true',
    v_text,
    coalesce(howdah_internal.column_expression(relation, watched.title_column, true), 'null::text'),
    v_metadata,
    coalesce(
      howdah_internal.column_expression(relation, watched.tenant_column, true),
      quote_nullable(watched.tenant) || '::text'),
    coalesce(howdah_internal.column_expression(relation, watched.owner_column, true), 'null::text'),
    relation, v_match)
    using watched_rows.keys;
end
$$;
comment on function howdah_internal.watched_rows is
  'The rows of these keys as they are now, as documents; is_there is false for those that are gone.';
