create or replace function howdah_internal.answer_from_cache(
  message howdah.messages,
  job_id bigint,
  token bigint,
  request jsonb
)
  returns boolean
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_key bytea := howdah_internal.message_cache_key(message, answer_from_cache.request);
  v_entry howdah_internal.llm_cache;
  v_until timestamptz;
begin
  update howdah.messages as m
     set cache_key = v_key
   where m.tenant_id = (message).tenant_id and m.id = (message).id and m.cache_key is distinct from v_key;
  -- Who has an answer and asks again wants another one.
  if v_key is null or exists (
    select from howdah.messages as s
     where s.tenant_id = (message).tenant_id and s.parent_id = (message).parent_id and s.seq < (message).seq
       and s.role = 'assistant' and s.status = 'complete'
  ) then
    return false;
  end if;
  v_entry := howdah_internal.cached_entry((message).tenant_id, v_key);
  if v_entry.key is null and (message).run_by = 'worker' then
    v_until := howdah_internal.take_flight(
      (message).tenant_id, v_key, answer_from_cache.job_id, answer_from_cache.token);
    if v_until is not null then
      insert into howdah_internal.llm_cache_waiters (tenant_id, job_id, key)
      values ((message).tenant_id, answer_from_cache.job_id, v_key)
      on conflict (tenant_id, job_id) do update set key = excluded.key;
      perform howdah_internal.requeue_jobs(array[answer_from_cache.job_id], v_until + interval '1 second');
      return true;
    end if;
    -- The call before may have ended while this one waited for its place.
    v_entry := howdah_internal.cached_entry((message).tenant_id, v_key);
  end if;
  if v_entry.key is null then
    return false;
  end if;
  perform howdah_internal.give_cached_answer(message, v_entry, answer_from_cache.job_id, answer_from_cache.token);
  return true;
end
$$;
comment on function howdah_internal.answer_from_cache is
  'True when a claimed message needs no call: it was answered from the cache, or waits for the call of an equal '
  'request, which answers it too; should that fail, it is claimed again. False: call.';
