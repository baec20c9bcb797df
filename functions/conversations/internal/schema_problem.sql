create or replace function howdah_internal.schema_problem(
  value jsonb,
  schema jsonb,
  root jsonb default null,
  path text default '$',
  depth integer default 0
)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_root jsonb := coalesce(schema_problem.root, schema_problem.schema);
  v_type text := jsonb_typeof(schema_problem.value);
  v_types jsonb := case jsonb_typeof(schema_problem.schema -> 'type')
    when 'string' then jsonb_build_array(schema_problem.schema -> 'type')
    when 'array' then schema_problem.schema -> 'type' end;
  v_problem text;
  v_part record;
begin
  if schema_problem.schema = 'false' then
    return schema_problem.path || ' is not allowed';
  end if;
  -- What refers to itself without end describes nothing; below that depth nothing is looked at.
  if jsonb_typeof(schema_problem.schema) != 'object' or schema_problem.depth > 200 then
    return null;
  end if;
  if schema_problem.schema ->> '$ref' ~ '^#' then
    v_problem := howdah_internal.schema_problem(
      schema_problem.value,
      v_root #> array(
        select replace(replace(k, '~1', '/'), '~0', '~')
          from unnest(string_to_array(nullif(ltrim(schema_problem.schema ->> '$ref', '#/'), ''), '/')) as k),
      v_root, schema_problem.path, schema_problem.depth + 4);
  end if;
  if v_problem is null and v_types is not null and not exists (
    select from jsonb_array_elements_text(v_types) as t
     where t = v_type or t = 'integer' and v_type = 'number' and (schema_problem.value #>> '{}')::numeric % 1 = 0
  ) then
    return format('%s is not of type %s', schema_problem.path, (
      select string_agg(t, ' or ') from jsonb_array_elements_text(v_types) as t));
  end if;
  if v_problem is null and (
    jsonb_typeof(schema_problem.schema -> 'enum') = 'array' and not exists (
      select from jsonb_array_elements(schema_problem.schema -> 'enum') as e (allowed)
       where e.allowed = schema_problem.value)
    or schema_problem.schema ? 'const' and schema_problem.schema -> 'const' != schema_problem.value
  ) then
    return schema_problem.path || ' is none of the values allowed';
  end if;
  v_problem := coalesce(v_problem, case v_type
    when 'object' then howdah_internal.object_problem(
      schema_problem.value, schema_problem.schema, v_root, schema_problem.path, schema_problem.depth + 1)
    else howdah_internal.range_problem(
      schema_problem.value, schema_problem.schema, schema_problem.path)
  end);
  if v_problem is null and v_type = 'array' and schema_problem.schema ? 'items' then
    v_problem := (
      select p
        from jsonb_array_elements(schema_problem.value) with ordinality as e (item, position)
       cross join lateral howdah_internal.schema_problem(
         e.item, schema_problem.schema -> 'items', v_root, format('%s[%s]', schema_problem.path, e.position - 1),
         schema_problem.depth + 1) as p
       where p is not null
       limit 1);
  end if;
  for v_part in
    select k.name, array_agg(p order by e.position) as problems
      from unnest(array['allOf', 'anyOf', 'oneOf']) as k (name)
     cross join lateral jsonb_array_elements(case jsonb_typeof(schema_problem.schema -> k.name)
       when 'array' then schema_problem.schema -> k.name else '[]' end) with ordinality as e (part, position)
     cross join lateral howdah_internal.schema_problem(
       schema_problem.value, e.part, v_root, schema_problem.path, schema_problem.depth + 16) as p
     where v_problem is null
     group by k.name
  loop
    v_problem := case v_part.name
      when 'allOf' then (select p from unnest(v_part.problems) as p where p is not null limit 1)
      else case when array_position(v_part.problems, null) is null then v_part.problems[1] end
    end;
    exit when v_problem is not null;
  end loop;
  return v_problem;
end
$$;
comment on function howdah_internal.schema_problem is
  'What of a value does not fit a JSON schema, by its path; null where it fits. It looks at type, enum, const, '
  'properties, required, additionalProperties, items, the sizes of numbers, texts and lists, anyOf, oneOf (as anyOf), '
  'allOf and local $ref; format and pattern it does not check.';
