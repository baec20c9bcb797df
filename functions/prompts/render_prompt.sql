create or replace function howdah.render_prompt(
  prompt text,
  variables jsonb default '{}',
  label text default 'production',
  unit_id text default null
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_variables jsonb := coalesce(render_prompt.variables, '{}');
  v_label text := coalesce(render_prompt.label, 'production');
  v_prompt record;
  v_extra text;
  v_messages jsonb;
begin
  select a.form, a.content, a.variables
    into v_prompt
    from howdah.active_prompt(render_prompt.prompt, v_label, render_prompt.unit_id) as a;
  if jsonb_typeof(v_variables) is distinct from 'object' then
    raise exception 'variables is not a JSON object'
      using errcode = '22023', hint = 'Pass an object such as {"product": "howdah"}.';
  end if;
  select string_agg(k.key, ', ' order by k.key)
    into v_extra
    from jsonb_object_keys(v_variables) as k (key)
   where k.key != all (v_prompt.variables);
  if v_extra is not null then
    raise notice 'the prompt has no variables named %', v_extra;
  end if;
  v_messages := howdah_internal.render_messages(v_prompt.form, v_prompt.content, v_variables);
  return case v_prompt.form when 'text' then v_messages #>> '{0,content}' else v_messages::text end;
end
$$;
comment on function howdah.render_prompt is
  'The active prompt with its variables put in, a chat prompt as a JSON array; with unit_id the version that a '
  'running experiment assigns. Variables that the prompt does not have are named in a notice. Raises PT404 without an '
  'active version, PT422 with the names of missing variables, 22023. Example: select '
  'howdah.render_prompt(''support'', ''{"product": "howdah"}'').';
grant execute on function howdah.render_prompt to howdah_app, howdah_admin;
