create or replace function howdah.keep_answer(
  message howdah.messages,
  content text,
  finish_reason text,
  usage jsonb,
  cost_cents numeric
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_entry howdah.llm_cache;
  v_used record;
begin
  if (message).cache_key is null or howdah.setting('cache_answers') = 'off'
     or keep_answer.finish_reason is null or keep_answer.finish_reason not in ('stop', 'end_turn', 'stop_sequence') then
    return;
  end if;
  v_used := howdah.counted_usage(keep_answer.usage);
  v_entry.tenant_id := (message).tenant_id;
  v_entry.key := (message).cache_key;
  v_entry.scope := howdah.cache_scope(message);
  v_entry.user_id := (message).user_id;
  v_entry.model_id := (message).model_id;
  v_entry.prompt_version_id := (message).prompt_version_id;
  v_entry.response := keep_answer.content;
  v_entry.input_tokens := v_used.input_tokens;
  v_entry.output_tokens := v_used.output_tokens;
  v_entry.cost_cents := keep_answer.cost_cents;
  v_entry.hit_count := 0;
  v_entry.created_at := howdah.now();
  v_entry.expires_at := howdah.clock() + make_interval(hours => howdah.setting('cache_hours')::integer);
  if v_entry.scope is not null and howdah.store_entry(v_entry, array(
       select c.chunk_id from howdah.message_citations as c
        where c.tenant_id = (message).tenant_id and c.message_id = (message).id)) then
    perform howdah.answer_waiters(v_entry);
  end if;
end
$$;
comment on function howdah.keep_answer(howdah.messages, text, text, jsonb, numeric) is
  'Keeps a whole answer in the cache, and gives it to the equal requests that wait for it. Nothing that was cut off, '
  'filtered, or whose sources have changed since.';
