drop function if exists howdah.answers_by_prompt(text, integer);
create or replace function howdah.answers_by_prompt(prompt text, version double precision default null)
  returns table (
    message_id uuid,
    conversation_id uuid,
    user_id text,
    asked_at timestamptz,
    status text,
    prompt_version integer,
    model text,
    experiment_id bigint,
    cached boolean
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_version integer := howdah_internal.whole('version', answers_by_prompt.version);
  v_tenant text := howdah_internal.acting_tenant();
begin
  if answers_by_prompt.prompt is null then
    raise exception 'prompt is required' using errcode = '22004', hint = 'Pass the name of a prompt.';
  end if;
  if not exists (
    select from howdah_internal.prompt_versions as v
     where v.tenant_id = v_tenant and v.prompt = answers_by_prompt.prompt
       and (v_version is null or v.version = v_version)
  ) then
    raise exception 'there is no such version of the prompt'
      using errcode = 'PT404', hint = 'select name, version from howdah.prompt_versions';
  end if;
  return query
  select m.id, m.conversation_id, m.user_id, m.created_at, m.status, v.version, o.provider || '/' || o.name,
         m.experiment_id, m.cached
    from howdah_internal.prompt_versions as v
    join howdah.messages as m
      on m.tenant_id = v.tenant_id and m.prompt_version_id = v.id
    left join howdah.models as o on o.id = m.model_id
   where v.tenant_id = v_tenant
     and v.prompt = answers_by_prompt.prompt
     and (v_version is null or v.version = v_version)
     and m.role = 'assistant'
   order by m.created_at, m.id;
end
$$;
comment on function howdah.answers_by_prompt is
  'Every answer of the tenant that was told a prompt, or one version of it, with its model and experiment. Raises '
  '22004, PT404. Example: select * from howdah.answers_by_prompt(''support'', 3).';
grant execute on function howdah.answers_by_prompt to howdah_admin;
