drop function if exists howdah_internal.filter_value(text, text, jsonb, text);
-- Values stand in the SQL as literals: the planner then knows how much they select.
create or replace function howdah_internal.filter_value(path text[], operator text, value jsonb, metadata text)
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_key text := case when cardinality(filter_value.path) = 1 then filter_value.path[1] end;
  v_expression text := howdah_internal.metadata_value(filter_value.metadata, filter_value.path);
  v_column text := case v_key
    when 'source' then 'd.source' when 'language' then 'd.language'
    when 'document_id' then 'd.id' when 'created_at' then 'd.created_at'
  end;
  v_type text := case v_key
    when 'document_id' then 'uuid' when 'created_at' then 'timestamptz' else 'text' end;
  v_text text := filter_value.value #>> '{}';
begin
  if filter_value.operator is null then
    raise exception 'the filter has an unknown operator'
      using errcode = '22023',
            hint = 'Known are ne, gt, gte, lt, lte, exists (true or false), a value, or a list of values.';
  end if;
  if jsonb_typeof(filter_value.value) not in ('string', 'number', 'boolean') then
    raise exception 'a filter compares with text, numbers, true or false'
      using errcode = '22023', hint = 'For keys that are there or not: {"key": {"exists": true}}.';
  end if;
  if v_column is not null then
    if jsonb_typeof(filter_value.value) != 'string' then
      raise exception 'the filter''s value for % is not text', v_key
        using errcode = '22023', hint = 'Put it between quotes.';
    end if;
    begin
      perform case v_type when 'uuid' then v_text::uuid::text when 'timestamptz' then v_text::timestamptz::text end;
    exception when data_exception then
      raise exception 'the filter''s value for % is not a %', v_key, v_type
        using errcode = '22023', hint = 'A document_id is a uuid, created_at a time such as 2030-01-31T12:00:00Z.';
    end;
    return format('%s %s %L::%s', v_column, filter_value.operator, v_text, v_type);
  elsif filter_value.operator = '=' then
    -- An array in the metadata contains its elements.
    return format('%s @> %L::jsonb', v_expression, filter_value.value);
  end if;
  return format(
    '(jsonb_typeof(%1$s) = %2$L and %1$s %3$s %4$L::jsonb)',
    v_expression, jsonb_typeof(filter_value.value), filter_value.operator, filter_value.value);
end
$$;
comment on function howdah_internal.filter_value is 'One comparison of a search filter as SQL over documents d.';
