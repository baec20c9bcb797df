select howdah_internal.drop_former(
  'howdah_internal.watched_rows(howdah.watched_tables, regclass, jsonb)', 'row_key');
create or replace function howdah_internal.watched_rows(watched howdah.watched_tables, relation regclass, keys jsonb)
  returns table (
    key jsonb, row_key jsonb, name text, content text, title text, metadata jsonb, tenant text, owner text
  )
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
  v_text text;
  v_name text;
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
  select string_agg(format(
           't.%I operator(%I.%s) %s', c.name, c.schema, c.equals,
           format(case when c.is_json then '(k.key -> %s)' else '(k.key ->> %s)::%s' end, c.n - 1, c.type)), ' and '),
         -- Each part is escaped, or two rows could have one name.
         string_agg(format(
           'replace(replace(%s, ''%%'', ''%%25''), ''/'', ''%%2F'')',
           format(case when c.is_json then '(r.key -> %s)::text' else '(r.key ->> %s)' end, c.n - 1)),
           ' || ''/'' || ' order by c.n)
    into v_match, v_name
    from howdah_internal.key_columns(relation, watched.id_columns) as c;
  return query execute format(
    'select k.key, t.key, %s, t.content, t.title, t.metadata, t.tenant, t.owner
       from jsonb_array_elements($1) with ordinality as k (key, n)
       left join lateral (
         select %s as key, %s as content, left(%s, 1000) as title, %s as metadata, %s as tenant, %s as owner
           from %s as t where %s and (%s) limit 1
       ) as t on true
      cross join lateral (select coalesce(t.key, k.key) as key) as r
      order by t.key is null, t.key = k.key, k.n',
    v_name, howdah_internal.key_expression(relation, watched.id_columns, 't'), v_text,
    coalesce(howdah_internal.column_expression(relation, watched.title_column, true), 'null::text'),
    howdah_internal.columns_expression(relation, watched.metadata_columns, ''),
    coalesce(
      howdah_internal.column_expression(relation, watched.tenant_column, true),
      quote_nullable(watched.tenant) || '::text'),
    coalesce(howdah_internal.column_expression(relation, watched.owner_column, true), 'null::text'),
    howdah_internal.own_rows(relation), v_match,
    coalesce(howdah_internal.row_condition(watched.condition, format('(%s)', howdah_internal.columns_expression(
      relation, howdah_internal.condition_columns(watched.condition), 'column '))), 'true'))
    using watched_rows.keys;
end
$$;
comment on function howdah_internal.watched_rows is
  'The rows of these keys as they are now, as documents: row_key is null where there is none that fulfils the '
  'condition, and another spelling of key where both are equal. Other spellings come first, what is gone comes last.';
