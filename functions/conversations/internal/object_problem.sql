create or replace function howdah_internal.object_problem(
  value jsonb,
  schema jsonb,
  root jsonb,
  path text,
  depth integer
)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_properties jsonb := case jsonb_typeof(object_problem.schema -> 'properties')
    when 'object' then object_problem.schema -> 'properties' else '{}' end;
  v_required jsonb := case jsonb_typeof(object_problem.schema -> 'required')
    when 'array' then object_problem.schema -> 'required' else '[]' end;
begin
  return coalesce(
    (select format('%s has no %s', object_problem.path, string_agg(r, ', '))
       from jsonb_array_elements_text(v_required) as r
      where not object_problem.value ? r
     having count(*) > 0),
    (select p
       from jsonb_each(object_problem.value) as f
      cross join lateral howdah_internal.schema_problem(
        f.value, coalesce(v_properties -> f.key, object_problem.schema -> 'additionalProperties'), object_problem.root,
        -- A name that the schema does not have is the model's own.
        case when v_properties ? f.key then format('%s.%s', object_problem.path, f.key)
          else 'a property of ' || object_problem.path end,
        object_problem.depth) as p
      where p is not null
      limit 1));
end
$$;
comment on function howdah_internal.object_problem is
  'What of an object does not fit the required, properties and additionalProperties of a JSON schema.';
