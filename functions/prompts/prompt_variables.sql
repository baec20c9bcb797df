create or replace function howdah.prompt_variables(content text)
  returns text[]
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  return array(
    select distinct m.match[1]
      from regexp_matches(prompt_variables.content, '\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}', 'g') as m (match)
     order by 1
  );
end
$$;
comment on function howdah.prompt_variables(text) is 'Names that stand in {{ }} in a prompt, sorted.';
