create or replace function howdah.create_prompt_version(
  prompt text,
  content text,
  model text default null,
  params jsonb default '{}',
  commit_message text default null
)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
  v_model_id integer;
  v_params jsonb := coalesce(create_prompt_version.params, '{}');
  v_hash bytea;
  v_latest howdah.prompt_versions;
  v_version integer;
begin
  if create_prompt_version.prompt is null or create_prompt_version.content is null then
    raise exception 'prompt and content are required'
      using errcode = '22004', hint = 'Example: select howdah.create_prompt_version(''support'', ''You answer {{product}} questions.'').';
  end if;
  if length(create_prompt_version.prompt) not between 1 and 200 or btrim(create_prompt_version.content) = ''
     or jsonb_typeof(v_params) != 'object' then
    raise exception 'prompt or content is empty, or params is not an object'
      using errcode = '22023', hint = 'params holds what is sent with the request, such as {"temperature": 0.2}.';
  end if;
  if length(create_prompt_version.content) > 200000 then
    raise exception 'the prompt is longer than 200,000 characters'
      using errcode = '22001', hint = 'Put long texts into documents and let them be retrieved.';
  end if;
  v_model_id := case when create_prompt_version.model is not null
    then howdah.find_model(create_prompt_version.model, 'chat') end;
  v_hash := sha256(convert_to(
    jsonb_build_array(create_prompt_version.content, create_prompt_version.model, v_params)::text, 'UTF8'));
  insert into howdah.tenants (tenant_id) values (v_tenant) on conflict do nothing;
  insert into howdah.prompts (tenant_id, name) values (v_tenant, create_prompt_version.prompt) on conflict do nothing;
  perform from howdah.prompts as p
   where p.tenant_id = v_tenant and p.name = create_prompt_version.prompt
     for no key update;
  select v.* into v_latest
    from howdah.prompt_versions as v
   where v.tenant_id = v_tenant and v.prompt = create_prompt_version.prompt
   order by v.version desc
   limit 1;
  if v_latest.content_hash = v_hash then
    return v_latest.version;
  end if;
  update howdah.prompts as p
     set last_version = p.last_version + 1
   where p.tenant_id = v_tenant and p.name = create_prompt_version.prompt
  returning p.last_version into v_version;
  insert into howdah.prompt_versions (
    tenant_id, prompt, version, content, model_id, params, variables, content_hash, commit_message, author
  )
  values (
    v_tenant, create_prompt_version.prompt, v_version, create_prompt_version.content, v_model_id, v_params,
    howdah.prompt_variables(create_prompt_version.content), v_hash, create_prompt_version.commit_message,
    coalesce(howdah.current_user_id(), session_user)
  );
  return v_version;
end
$$;
comment on function howdah.create_prompt_version(text, text, text, jsonb, text) is
  'Adds a version of a prompt and returns its number; the same as the newest version again adds nothing. It answers '
  'only after activate_prompt. {{name}} marks a variable. Raises 22004, 22023, 22001, PT404 for an unknown model. '
  'Example: select howdah.create_prompt_version(''support'', ''You answer {{product}} questions.'').';
