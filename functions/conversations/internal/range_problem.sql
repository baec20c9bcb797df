create or replace function howdah_internal.range_problem(value jsonb, schema jsonb, path text)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_type text := jsonb_typeof(range_problem.value);
  v_size numeric := case v_type
    when 'number' then (range_problem.value #>> '{}')::numeric
    when 'string' then length(range_problem.value #>> '{}')
    when 'array' then jsonb_array_length(range_problem.value) end;
begin
  return (
    select format('%s does not keep to %s', range_problem.path, r.key)
      from jsonb_each(range_problem.schema) as r
     cross join lateral (
       select case jsonb_typeof(r.value) when 'number' then (r.value #>> '{}')::numeric end as bound) as n
     where case v_type || ' ' || r.key
       when 'number minimum' then v_size < n.bound
       when 'string minLength' then v_size < n.bound
       when 'array minItems' then v_size < n.bound
       when 'number maximum' then v_size > n.bound
       when 'string maxLength' then v_size > n.bound
       when 'array maxItems' then v_size > n.bound
       when 'number exclusiveMinimum' then v_size <= n.bound
       when 'number exclusiveMaximum' then v_size >= n.bound
       when 'number multipleOf' then v_size % nullif(n.bound, 0) != 0
     end
     limit 1);
end
$$;
comment on function howdah_internal.range_problem is
  'What of a number, a text or a list does not keep to the limits that a JSON schema sets it.';
