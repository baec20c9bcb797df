create or replace function howdah_internal.watch_differences(watched howdah.watched_tables, relation regclass)
  returns table (kind text, row_count bigint, example text)
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
begin
  -- One statement, so that rows, documents and noted changes are of one moment.
  return query execute format($sql$
    with waiting as materialized (
      select case jsonb_typeof(k.key) when 'array' then k.key else jsonb_build_array(k.key) end as key
        from howdah_internal.watched_changes as c
       cross join lateral jsonb_array_elements(c.keys::jsonb) as k (key)
       where c.watched_table_id = $1.id
    ), known as materialized (
      select w.key, w.tenant_id, w.error, d.id, d.content, d.title, d.metadata, d.owner_id
        from howdah_internal.watched_documents as w
        left join howdah.documents as d on d.tenant_id = w.tenant_id and d.id = w.document_id
       where w.watched_table_id = $1.id
    ), rows as materialized (
      select %s as key from %s as t
    ), found as (
      select coalesce(k.key, r.key) as key, k.id, k.error, k.key is not null as is_known,
             r.row_key is not null as is_row,
             (k.tenant_id, k.owner_id, k.content, k.title, k.metadata)
               is distinct from (r.tenant, r.owner, r.content, nullif(btrim(r.title), ''), r.metadata) as is_different
        from known as k
        full join (
          select x.*
            from howdah_internal.watched_rows(
              $1, $2, (select coalesce(jsonb_agg(o.key), '[]') from rows as o)) as x
           where x.row_key is not null and x.content ~ '\S'
        ) as r on r.key = k.key
    )
    select f.kind, count(*), min(f.key::text)
      from (
        select x.key, case
                 when not x.is_row then 'gone'
                 when not x.is_known then 'missing'
                 when x.error is not null then null
                 when x.id is null then 'missing'
                 when x.is_different then 'different' end as kind
          from found as x
         where not exists (select from waiting as w where w.key = x.key)
      ) as f
     where f.kind is not null
     group by f.kind
     order by f.kind
    $sql$, howdah_internal.key_expression(relation, watched.id_columns, 't'), howdah_internal.own_rows(relation))
    using watched, relation;
end
$$;
comment on function howdah_internal.watch_differences is
  'Rows of a watched table that are missing as documents, documents whose row is gone, and those that differ, without '
  'what waits to be read.';
