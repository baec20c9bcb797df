create or replace function howdah.active_prompt(prompt text, label text default 'production')
  returns table (
    prompt_version_id bigint,
    version integer,
    content text,
    model text,
    params jsonb,
    variables text[],
    activated_at timestamptz
  )
  language plpgsql
  stable
  security definer -- prompts are not a table of the application
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
begin
  return query
  select v.id, v.version, v.content, m.provider || '/' || m.name, v.params, v.variables, l.activated_at
    from howdah.prompt_labels as l
    join howdah.prompt_versions as v
      on v.tenant_id = l.tenant_id and v.prompt = l.prompt and v.version = l.version
    left join howdah.models as m on m.id = v.model_id
   where l.tenant_id = v_tenant
     and l.prompt = active_prompt.prompt
     and l.label = active_prompt.label;
  if not found then
    raise exception 'no version of the prompt is active under this label'
      using errcode = 'PT404', hint = 'Call howdah.activate_prompt(prompt, version, label) first.';
  end if;
end
$$;
comment on function howdah.active_prompt(text, text) is
  'The version that a label points to. Raises PT404 when there is none. Example: select * from howdah.active_prompt(''answer'').';
