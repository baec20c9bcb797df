create or replace function howdah.render_prompt(
  prompt text,
  variables jsonb default '{}',
  label text default 'production'
)
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_prompt record;
  v_extra text;
begin
  select a.content, a.variables into v_prompt from howdah.active_prompt(render_prompt.prompt, render_prompt.label) as a;
  if jsonb_typeof(render_prompt.variables) is distinct from 'object' then
    raise exception 'variables is not a JSON object'
      using errcode = '22023', hint = 'Pass an object such as {"product": "howdah"}.';
  end if;
  select string_agg(k.key, ', ' order by k.key)
    into v_extra
    from jsonb_object_keys(render_prompt.variables) as k (key)
   where k.key != all (v_prompt.variables);
  if v_extra is not null then
    raise notice 'the prompt has no variables named %', v_extra;
  end if;
  return howdah.render_template(v_prompt.content, render_prompt.variables);
end
$$;
comment on function howdah.render_prompt(text, jsonb, text) is
  'The active prompt with its variables put in. Raises PT404 without an active version, PT422 with the names of '
  'missing variables. Example: select howdah.render_prompt(''support'', ''{"product": "howdah"}'').';
