create or replace function howdah_internal.record_hit(
  entry howdah_internal.llm_cache,
  user_id text,
  call_id uuid,
  attempt integer,
  feature text,
  message howdah.messages default null
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_at timestamptz := howdah.clock();
  v_model howdah.models;
  v_version howdah_internal.prompt_versions;
  v_feature text;
begin
  select m.* into strict v_model from howdah.models as m where m.id = (entry).model_id;
  select v.* into v_version from howdah_internal.prompt_versions as v
   where v.tenant_id = (message).tenant_id and v.id = (message).prompt_version_id;
  v_feature := coalesce(record_hit.feature, v_version.prompt, v_model.kind);
  insert into howdah.llm_usage (
    tenant_id, call_id, attempt, created_at, user_id, kind, feature, provider, model, model_id, conversation_id,
    message_id, prompt, prompt_version, experiment_id, input_tokens, output_tokens, cached, cost_cents, saved_cents
  )
  values (
    (entry).tenant_id, record_hit.call_id, record_hit.attempt, v_at, record_hit.user_id, v_model.kind, v_feature,
    v_model.provider, v_model.name, v_model.id, (message).conversation_id, (message).id, v_version.prompt,
    v_version.version, (message).experiment_id, 0, 0, true, 0, (entry).cost_cents
  );
  perform howdah_internal.note_usage((entry).tenant_id, record_hit.call_id, record_hit.attempt, v_at);
  -- Nothing is spent; what was held for the call goes back.
  perform howdah_internal.settle_call(
    (entry).tenant_id, record_hit.user_id, v_model.id, v_feature, v_at, 0, '{"input_tokens": 0, "output_tokens": 0}',
    record_hit.call_id);
  -- Last, as whoever keeps an answer: after the money.
  update howdah_internal.llm_cache as c
     set hit_count = c.hit_count + 1
   where c.tenant_id = (entry).tenant_id and c.key = (entry).key;
end
$$;
comment on function howdah_internal.record_hit is
  'Writes the usage row of an answer from the cache: cost 0 and what the call would have cost.';
