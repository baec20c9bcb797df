drop function if exists howdah_internal.keep_answer(howdah.messages, text, text, jsonb, numeric);
drop function if exists howdah_internal.keep_answer(howdah.messages, text, text, jsonb);
create or replace function howdah_internal.keep_answer(
  message howdah.messages,
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
  v_used record;
begin
  if (message).cache_key is null or howdah.setting('cache_answers') = 'off' then
    return;
  end if;
  v_used := howdah_internal.counted_usage(keep_answer.facts);
  v_entry.tenant_id := (message).tenant_id;
  v_entry.key := (message).cache_key;
  v_entry.scope := howdah_internal.cache_scope(message);
  v_entry.user_id := (message).user_id;
  v_entry.model_id := (message).model_id;
  v_entry.prompt_version_id := (message).prompt_version_id;
  v_entry.response := keep_answer.content;
  v_entry.input_tokens := v_used.input_tokens;
  v_entry.output_tokens := v_used.output_tokens;
  -- What asking again would cost: the call that answered, not those that failed before it.
  v_entry.cost_cents := (
    select u.cost_cents from howdah.llm_usage as u
     where u.tenant_id = (message).tenant_id and u.message_id = (message).id and u.kind = 'chat'
     order by u.attempt desc
     limit 1);
  v_entry.hit_count := 0;
  v_entry.created_at := howdah.now();
  v_entry.expires_at := howdah.clock() + make_interval(hours => howdah.setting('cache_hours')::integer);
  if v_entry.scope is not null and howdah_internal.store_entry(v_entry, array(
       select c.chunk_id from howdah_internal.message_citations as c
        where c.tenant_id = (message).tenant_id and c.message_id = (message).id)) then
    perform howdah_internal.answer_waiters(v_entry);
  end if;
end
$$;
comment on function howdah_internal.keep_answer is
  'Keeps a whole answer in the cache, and gives it to the equal requests that wait for it; not where its sources have '
  'changed since.';
