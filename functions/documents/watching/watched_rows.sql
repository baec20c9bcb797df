create or replace function howdah.watched_rows(watched howdah.watched_tables, relation regclass, keys jsonb)
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
  select case when cardinality(watched.content_columns) = 1 then format('t.%I::text', watched.content_columns[1])
           else format('concat_ws(E''\n\n'', %s)', string_agg(
             format('case when t.%1$I::text ~ ''\S'' then %2$L || t.%1$I::text end', c.name, '## ' || c.name || E'\n\n'), ', '
             order by c.n)) end
    into v_text
    from unnest(watched.content_columns) with ordinality as c (name, n);
  select format('jsonb_strip_nulls(jsonb_build_object(%s))', coalesce(string_agg(format('%1$L, t.%1$I', m.name), ', '), ''))
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
    coalesce('t.' || quote_ident(watched.title_column) || '::text', 'null::text'),
    v_metadata,
    coalesce('t.' || quote_ident(watched.tenant_column) || '::text', quote_nullable(watched.tenant) || '::text'),
    coalesce('t.' || quote_ident(watched.owner_column) || '::text', 'null::text'),
    relation, v_match)
    using watched_rows.keys;
end
$$;
comment on function howdah.watched_rows(howdah.watched_tables, regclass, jsonb) is
  'The rows of these keys as they are now, in the shape of documents; is_there is false for those that are gone.';
