create or replace function howdah_internal.prompt_for(
  tenant text,
  prompt text,
  label text,
  user_id text default null,
  conversation_id uuid default null,
  unit_id text default null
)
  returns table (
    prompt_version_id bigint,
    version integer,
    experiment_id bigint,
    form text,
    content text,
    model_id integer,
    params jsonb,
    variables text[],
    activated_at timestamptz
  )
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  -- One statement, so that label, experiment and its buckets are of one moment.
  return query
  select v.id, v.version, x.experiment_id, v.form, v.content, v.model_id, v.params, v.variables, l.activated_at
    from howdah.prompt_labels as l
    left join lateral (
      select e.id as experiment_id, ev.version
        from howdah.experiments as e
        join howdah.experiment_variants as ev
          on ev.tenant_id = e.tenant_id and ev.experiment_id = e.id and ev.phase = e.phase
       where e.tenant_id = l.tenant_id and e.prompt = l.prompt and e.label = l.label and e.status = 'running'
         and ev.buckets @> howdah_internal.experiment_bucket(e.salt, coalesce(
           prompt_for.unit_id,
           howdah_internal.experiment_unit(e.unit, e.tenant_id, prompt_for.user_id, prompt_for.conversation_id)))
    ) as x on true
    join howdah_internal.prompt_versions as v
      on v.tenant_id = l.tenant_id and v.prompt = l.prompt and v.version = coalesce(x.version, l.version)
   where l.tenant_id = prompt_for.tenant
     and l.prompt = prompt_for.prompt
     and l.label = prompt_for.label;
  if not found then
    raise exception 'no version of the prompt is active under this label'
      using errcode = 'PT404', hint = 'Call howdah.activate_prompt(prompt, version, label) first.';
  end if;
end
$$;
comment on function howdah_internal.prompt_for is
  'The version that answers: what a running experiment assigns to its unit (user, conversation, tenant, or unit_id '
  'for any), with experiment_id, else what the label points to. Raises PT404 without an active version.';
