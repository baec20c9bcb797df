create or replace function howdah.matches_condition(value jsonb, condition jsonb)
  returns boolean
  language plpgsql
  immutable
  set search_path from current
as $$
declare
  v_key text;
  v_bound jsonb;
  -- Numbers compare as numbers, all else as text: ISO dates order well as text.
  v_numeric boolean;
  v_fits boolean;
begin
  if jsonb_typeof(condition) = 'array' then
    return coalesce(value <@ condition and jsonb_typeof(value) != 'array' or condition @> jsonb_build_array(value), false);
  end if;
  if jsonb_typeof(condition) != 'object' then
    return coalesce(value = condition or jsonb_typeof(value) = 'array' and value @> jsonb_build_array(condition), false);
  end if;
  for v_key, v_bound in select e.key, e.value from jsonb_each(condition) as e loop
    if v_key = 'exists' and jsonb_typeof(v_bound) = 'boolean' then
      if (value is not null) != v_bound::boolean then
        return false;
      end if;
      continue;
    end if;
    if v_key not in ('gt', 'gte', 'lt', 'lte') or jsonb_typeof(v_bound) not in ('number', 'string') then
      raise exception 'a condition of the filter is not known'
        using errcode = '22023',
              hint = 'Write {"key": value}, {"key": [v, w]}, {"key": {"gte": v, "lt": w}} or {"key": {"exists": true}}.';
    end if;
    v_numeric := jsonb_typeof(v_bound) = 'number';
    if value is null or (jsonb_typeof(value) = 'number') != v_numeric or jsonb_typeof(value) not in ('number', 'string') then
      return false;
    end if;
    v_fits := case
      when v_numeric then case v_key
        when 'gt' then value::numeric > v_bound::numeric
        when 'gte' then value::numeric >= v_bound::numeric
        when 'lt' then value::numeric < v_bound::numeric
        else value::numeric <= v_bound::numeric
      end
      else case v_key
        when 'gt' then value #>> '{}' > v_bound #>> '{}' collate "C"
        when 'gte' then value #>> '{}' >= v_bound #>> '{}' collate "C"
        when 'lt' then value #>> '{}' < v_bound #>> '{}' collate "C"
        else value #>> '{}' <= v_bound #>> '{}' collate "C"
      end
    end;
    if not v_fits then
      return false;
    end if;
  end loop;
  return true;
end
$$;
comment on function howdah.matches_condition(jsonb, jsonb) is
  'Whether a value fits one condition of a search filter; null is an absent value. Raises 22023 for unknown conditions.';
