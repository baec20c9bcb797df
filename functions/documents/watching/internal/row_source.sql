create or replace function howdah_internal.row_source(watched howdah.watched_tables, name text)
  returns text
  language plpgsql
  immutable
  set search_path from current
as $$
declare
  v_source text := format('%s.%s/%s',
    replace(replace(replace(watched.source_schema, '%', '%25'), '/', '%2F'), '.', '%2E'),
    replace(replace(replace(watched.source_table, '%', '%25'), '/', '%2F'), '.', '%2E'), row_source.name);
begin
  -- Longer than a source may be, and still one of its own.
  return case when length(v_source) <= 2000 then v_source
    else left(v_source, 1900) || '%' || encode(sha256(convert_to(v_source, 'UTF8')), 'hex') end;
end
$$;
comment on function howdah_internal.row_source is
  'The source of a row''s document: schema.table/key, where % / and . of a part are escaped as in a URL.';
