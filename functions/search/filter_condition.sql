create or replace function howdah.filter_condition(filter jsonb, metadata text default '(d.metadata || c.metadata)')
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_term record;
  v_parts text[] := '{}';
  v_operator text;
begin
  if filter_condition.filter is null or filter_condition.filter = '{}' then
    return null;
  end if;
  if jsonb_typeof(filter_condition.filter) != 'object' then
    raise exception 'the filter is not a JSON object' using errcode = '22023', hint = 'Example: {"team": "sales"}.';
  end if;
  for v_term in
    -- {"key": v}, {"key": [v, w]} and {"key": {"gte": v}} as one list of key, operator, value
    select f.key, case jsonb_typeof(f.value) when 'array' then 'in' else coalesce(o.key, 'eq') end as operator,
           coalesce(o.value, f.value) as value
      from jsonb_each(filter_condition.filter) as f
      left join lateral jsonb_each(
        case when jsonb_typeof(f.value) = 'object' then case f.value when '{}' then '{"": 0}' else f.value end end
      ) as o on true
  loop
    if v_term.operator = 'in' then
      v_parts := v_parts || coalesce(
        (select '(' || string_agg(howdah.filter_value(v_term.key, '=', e.value, filter_condition.metadata), ' or ') || ')'
           from jsonb_array_elements(v_term.value) as e (value)),
        'false');
    elsif v_term.operator = 'exists' and jsonb_typeof(v_term.value) = 'boolean' then
      v_parts := v_parts || case
        when v_term.key in ('source', 'language', 'document_id', 'created_at') then v_term.value::text
        else format('(%s ? %L) = %s', filter_condition.metadata, v_term.key, v_term.value)
      end;
    else
      v_operator := case v_term.operator
        when 'eq' then '=' when 'gt' then '>' when 'gte' then '>=' when 'lt' then '<' when 'lte' then '<='
      end;
      if v_operator is null then
        raise exception 'the filter has an unknown operator'
          using errcode = '22023', hint = 'Known are gt, gte, lt, lte, exists (true or false), a value, or a list of values.';
      end if;
      v_parts := v_parts || howdah.filter_value(v_term.key, v_operator, v_term.value, filter_condition.metadata);
    end if;
  end loop;
  return array_to_string(v_parts, ' and ');
end
$$;
comment on function howdah.filter_condition(jsonb, text) is
  'A search filter as an SQL condition over documents d and an expression for the metadata, by default that of chunks c '
  'laid over the document''s; null when it is empty. Raises 22023.';
