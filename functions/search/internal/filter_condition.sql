drop function if exists howdah_internal.filter_condition(jsonb, text);
create or replace function howdah_internal.filter_condition(
  filter jsonb,
  metadata text default '(d.metadata || c.metadata)',
  path text[] default '{}'
)
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_term record;
  v_parts text[] := '{}';
begin
  if filter_condition.filter is null or filter_condition.filter = '{}' then
    return null;
  end if;
  if jsonb_typeof(filter_condition.filter) != 'object' then
    raise exception 'the filter is not a JSON object' using errcode = '22023', hint = 'Example: {"team": "sales"}.';
  end if;
  for v_term in
    select t.* from howdah_internal.filter_terms(filter_condition.filter, filter_condition.path) as t
  loop
    v_parts := v_parts || case
      when v_term.operator = 'or' then (
        select format('(%s)', coalesce(string_agg(coalesce(howdah_internal.filter_condition(
                 e.value, filter_condition.metadata, filter_condition.path), 'true'), ' or '), 'false'))
          from jsonb_array_elements(v_term.value) as e (value))
      when v_term.operator in ('in', 'ne') and jsonb_typeof(v_term.value) = 'array' then (
        select format('(%s)%s', coalesce(string_agg(
                 howdah_internal.filter_value(v_term.path, '=', e.value, filter_condition.metadata), ' or '), 'false'),
                 case v_term.operator when 'ne' then ' is not true' end)
          from jsonb_array_elements(v_term.value) as e (value))
      when v_term.operator = 'ne' then format('(%s) is not true',
        howdah_internal.filter_value(v_term.path, '=', v_term.value, filter_condition.metadata))
      when v_term.operator = 'exists' and jsonb_typeof(v_term.value) = 'boolean' then
        case when v_term.path <@ array['source', 'language', 'document_id', 'created_at']
                and cardinality(v_term.path) = 1 then v_term.value::text
          else format('(%s is not null) = %s',
            howdah_internal.metadata_value(filter_condition.metadata, v_term.path), v_term.value) end
      when v_term.operator = 'nested' then
        format('(%s)', howdah_internal.filter_condition(v_term.value, filter_condition.metadata, v_term.path))
      else howdah_internal.filter_value(
        v_term.path,
        case v_term.operator
          when 'eq' then '=' when 'gt' then '>' when 'gte' then '>=' when 'lt' then '<' when 'lte' then '<=' end,
        v_term.value, filter_condition.metadata)
    end;
  end loop;
  return array_to_string(v_parts, ' and ');
end
$$;
comment on function howdah_internal.filter_condition is
  'A search filter as SQL over documents d and metadata, by default that of chunks c laid over the document''s; null '
  'when it is empty. path is where in the metadata its keys are. Raises 22023.';
