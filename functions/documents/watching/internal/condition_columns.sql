create or replace function howdah_internal.condition_columns(condition jsonb)
  returns text[]
  language plpgsql
  immutable
  set search_path from current
as $$
declare
  v_names text[] := '{}';
  v_term record;
begin
  if jsonb_typeof(condition_columns.condition) is distinct from 'object' then
    return v_names;
  end if;
  for v_term in select f.key, f.value from jsonb_each(condition_columns.condition) as f loop
    if v_term.key = 'or' and jsonb_typeof(v_term.value) = 'array' then
      v_names := v_names || array(
        select c.name
          from jsonb_array_elements(v_term.value) as e
         cross join lateral unnest(howdah_internal.condition_columns(e.value)) as c (name));
    else
      v_names := v_names || v_term.key;
    end if;
  end loop;
  return array(select distinct n.name from unnest(v_names) as n (name) order by n.name);
end
$$;
comment on function howdah_internal.condition_columns is 'The columns that a condition of watched rows names.';
