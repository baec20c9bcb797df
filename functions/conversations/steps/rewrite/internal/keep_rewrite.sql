create or replace function howdah_internal.keep_rewrite(
  message howdah.messages,
  step howdah_internal.message_steps,
  content text,
  facts jsonb
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_entry howdah_internal.llm_cache;
  v_model howdah.models;
  v_used record := howdah_internal.counted_usage(keep_rewrite.facts);
begin
  v_entry.key := howdah_internal.rewrite_key(message, step);
  if v_entry.key is null then
    return;
  end if;
  select m.* into strict v_model from howdah.models as m where m.id = (step).model_id;
  v_entry.tenant_id := (message).tenant_id;
  v_entry.scope := 'user';
  v_entry.user_id := (message).user_id;
  v_entry.model_id := (step).model_id;
  v_entry.prompt_version_id := (step).prompt_version_id;
  v_entry.response := keep_rewrite.content;
  v_entry.input_tokens := v_used.input_tokens;
  v_entry.output_tokens := v_used.output_tokens;
  v_entry.cost_cents := (
    select c.cost_cents
      from howdah_internal.call_cost(
        v_model.provider, v_model.name, howdah.now(), v_used.input_tokens, output_tokens => v_used.output_tokens
      ) as c);
  v_entry.hit_count := 0;
  v_entry.created_at := howdah.now();
  v_entry.expires_at := howdah.clock() + make_interval(hours => howdah.setting('cache_hours')::integer);
  -- One that is there is left alone, also where it has expired: money follows, and entries are locked after it.
  insert into howdah_internal.llm_cache select v_entry.* on conflict (tenant_id, key) do nothing;
end
$$;
comment on function howdah_internal.keep_rewrite is
  'Keeps a rewritten question for who asks the same after the same turns.';
