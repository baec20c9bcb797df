create or replace function howdah.create_prompt_version(
  prompt text,
  content text,
  model text default null,
  params jsonb default '{}',
  commit_message text default null,
  form text default 'text'
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_form text := coalesce(create_prompt_version.form, 'text');
  v_tenant text := howdah_internal.acting_tenant();
  v_new howdah_internal.prompt_versions;
  v_no_variables text;
begin
  if create_prompt_version.prompt is null or create_prompt_version.content is null then
    raise exception 'prompt and content are required'
      using errcode = '22004',
            hint = 'Example: select howdah.create_prompt_version(''support'', ''You answer {{product}} questions.'').';
  end if;
  if length(create_prompt_version.prompt) not between 1 and 200
     or btrim(create_prompt_version.content, E' \t\r\n') = ''
     or v_form not in ('text', 'chat') then
    raise exception 'prompt, content or form is out of range'
      using errcode = '22023',
            hint = 'The name has 1 to 200 characters, the content is not empty, form is text or chat.';
  end if;
  if length(create_prompt_version.content) > 200000 or length(create_prompt_version.commit_message) > 10000 then
    raise exception 'the content is longer than 200,000 characters or the commit message than 10,000'
      using errcode = '22001', hint = 'Put long texts into documents and let them be retrieved.';
  end if;
  v_new.params := coalesce(create_prompt_version.params, '{}');
  perform howdah_internal.check_prompt_params(v_new.params);
  v_new.form := v_form;
  v_new.content := case v_form
    when 'text' then create_prompt_version.content
    else howdah_internal.prompt_messages('chat', create_prompt_version.content)::text
  end;
  v_new.model_id := case when create_prompt_version.model is not null
    then howdah_internal.find_model(create_prompt_version.model, 'chat') end;
  perform howdah_internal.hold_user(v_tenant, howdah.current_user_id());
  if create_prompt_version.prompt = 'answer' then
    -- What comes with howdah is always version 1, also where nobody has asked anything yet.
    perform howdah_internal.ensure_default_prompt();
  elsif create_prompt_version.prompt = 'rewrite' then
    perform howdah_internal.ensure_rewrite_prompt(v_tenant);
  end if;
  v_new.tenant_id := v_tenant;
  v_new.prompt := create_prompt_version.prompt;
  v_new.commit_message := create_prompt_version.commit_message;
  select string_agg(distinct b.text[1], ', ')
    into v_no_variables
    from regexp_matches(v_new.content, '\{\{[^{}]{1,100}\}\}', 'g') as b (text)
   where b.text[1] !~ '^\{\{\s*[A-Za-z_][A-Za-z0-9_]*\s*\}\}$';
  if v_no_variables is not null then
    raise notice 'no variables, and sent as they stand: %', v_no_variables
      using hint = 'A variable is a word of letters, digits and _ such as {{first_name}}; there are no conditions.';
  end if;
  return howdah_internal.add_prompt_version(v_new);
end
$$;
comment on function howdah.create_prompt_version is
  'Adds a version of a prompt and returns its number; the same as the newest version again adds nothing. It answers '
  'only after activate_prompt. {{name}} marks a variable. form is text (the system text) or chat (a JSON array of '
  '{role, content}). Raises 22004, 22023, which wrong params are too, 22001, PT404 for an unknown model. Example: '
  'select howdah.create_prompt_version(''support'', ''You answer {{product}} questions.'').';
grant execute on function howdah.create_prompt_version to howdah_admin;
