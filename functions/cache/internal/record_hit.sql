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
  v_feature text;
begin
  v_feature := howdah_internal.write_hit(
    entry, record_hit.user_id, record_hit.call_id, record_hit.attempt, v_at, record_hit.feature, message);
  -- Nothing is spent; what was held for the call goes back.
  perform howdah_internal.settle_call(
    (entry).tenant_id, record_hit.user_id, (entry).model_id, v_feature, v_at, 0,
    '{"input_tokens": 0, "output_tokens": 0}', record_hit.call_id);
  -- Last, as whoever keeps an answer: after the money.
  update howdah_internal.llm_cache as c
     set hit_count = c.hit_count + 1
   where c.tenant_id = (entry).tenant_id and c.key = (entry).key;
end
$$;
comment on function howdah_internal.record_hit is
  'Writes the usage row of an answer from the cache, gives back what was held for its call, and counts the hit.';
