create or replace function howdah_internal.render_template(content text, variables jsonb)
  returns text
  language plpgsql
  immutable
as $$
declare
  v_missing text;
  v_out text := '';
  v_parts text[] := regexp_split_to_array(render_template.content, '\{\{\s*[A-Za-z_][A-Za-z0-9_]*\s*\}\}');
  v_names text[] := array(
    select m.match[1]
      from regexp_matches(render_template.content, '\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}', 'g') as m (match)
  );
begin
  select string_agg(distinct n.name, ', ' order by n.name)
    into v_missing
    from unnest(v_names) as n (name)
   where coalesce(jsonb_typeof(render_template.variables -> n.name), 'null') = 'null';
  if v_missing is not null then
    raise exception 'the prompt needs variables that are not given: %', v_missing
      using errcode = 'PT422', hint = 'Pass them in variables, such as {"product": "howdah"}.';
  end if;
  -- Pieces and values in turn, never a search over the result: a value with {{ }} in it stays as it is.
  select string_agg(
           p.part || coalesce(render_template.variables ->> v_names[p.position::integer], ''), '' order by p.position)
    into v_out
    from unnest(v_parts) with ordinality as p (part, position);
  return v_out;
end
$$;
comment on function howdah_internal.render_template is
  'Puts variables into the {{ }} of a text, once. Raises PT422 with the names that are missing.';
