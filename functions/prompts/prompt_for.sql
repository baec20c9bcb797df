create or replace function howdah.prompt_for(
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
  -- Only definers call it: it has their rights and their search_path.
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
         and ev.buckets @> howdah.experiment_bucket(e.salt, coalesce(prompt_for.unit_id, case e.unit
           when 'user' then prompt_for.user_id
           when 'conversation' then prompt_for.conversation_id::text
           else prompt_for.tenant
         end))
    ) as x on true
    join howdah.prompt_versions as v
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
comment on function howdah.prompt_for(text, text, text, text, uuid, text) is
  'The version that answers: what a running experiment assigns to the user, the conversation or the tenant, else what '
  'the label points to; experiment_id only where one assigned it. Without the experiment''s unit (a conversation of '
  'nobody) the label''s version answers. unit_id stands for any of them. Raises PT404 without an active version.';
