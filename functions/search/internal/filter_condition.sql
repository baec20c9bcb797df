create or replace function howdah_internal.filter_condition(
  filter jsonb,
  metadata text default '(d.metadata || c.metadata)'
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
    -- {"key": v}, {"key": [v, w]} and {"key": {"gte": v}} as one list of key, operator, value
    select f.key, coalesce(o.value, f.value) as value,
           case jsonb_typeof(f.value) when 'array' then 'in' else coalesce(o.key, 'eq') end as operator
      from jsonb_each(filter_condition.filter) as f
      left join lateral jsonb_each(
        case when jsonb_typeof(f.value) = 'object' then case f.value when '{}' then '{"": 0}' else f.value end end
      ) as o on true
  loop
    v_parts := v_parts || case
      when v_term.operator = 'in' then (
        select format('(%s)', coalesce(string_agg(
                 howdah_internal.filter_value(v_term.key, '=', e.value, filter_condition.metadata), ' or '), 'false'))
          from jsonb_array_elements(v_term.value) as e (value))
      when v_term.operator = 'exists' and jsonb_typeof(v_term.value) = 'boolean' then
        case when v_term.key in ('source', 'language', 'document_id', 'created_at') then v_term.value::text
          else format('(%s ? %L) = %s', filter_condition.metadata, v_term.key, v_term.value) end
      else howdah_internal.filter_value(
        v_term.key,
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
  'when it is empty. Raises 22023.';
