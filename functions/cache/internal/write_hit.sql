create or replace function howdah_internal.write_hit(
  entry howdah_internal.llm_cache,
  user_id text,
  call_id uuid,
  attempt integer,
  at timestamptz,
  feature text,
  message howdah.messages
)
  returns text
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_model howdah.models;
  v_version howdah_internal.prompt_versions;
  v_feature text;
begin
  select m.* into strict v_model from howdah.models as m where m.id = (entry).model_id;
  select v.* into v_version from howdah_internal.prompt_versions as v
   where v.tenant_id = (entry).tenant_id and v.id = (entry).prompt_version_id;
  v_feature := coalesce(write_hit.feature, v_version.prompt, v_model.kind);
  insert into howdah.llm_usage (
    tenant_id, call_id, attempt, created_at, user_id, kind, feature, provider, model, model_id, conversation_id,
    message_id, prompt, prompt_version, experiment_id, input_tokens, output_tokens, cached, cost_cents, saved_cents
  )
  values (
    (entry).tenant_id, write_hit.call_id, write_hit.attempt, write_hit.at, write_hit.user_id, v_model.kind, v_feature,
    v_model.provider, v_model.name, v_model.id, (message).conversation_id, (message).id, v_version.prompt,
    v_version.version, case when v_version.id = (message).prompt_version_id then (message).experiment_id end, 0, 0,
    true, 0, (entry).cost_cents
  );
  perform howdah_internal.note_usage((entry).tenant_id, write_hit.call_id, write_hit.attempt, write_hit.at);
  return v_feature;
end
$$;
comment on function howdah_internal.write_hit is
  'Writes the usage row of what was given from the cache: cost 0 and what the call would have cost. Returns the '
  'feature that it counts as.';
