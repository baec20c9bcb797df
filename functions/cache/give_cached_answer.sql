create or replace function howdah.give_cached_answer(
  message howdah.messages,
  entry howdah.llm_cache,
  job_id bigint,
  token bigint
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_json record;
begin
  select a.* into v_json from howdah.answer_json(message, (entry).response) as a;
  update howdah.messages as m
     set status = 'complete', content = (entry).response, content_json = v_json.value, cached = true,
         is_refusal = howdah.is_refusal((entry).response),
         cache_key = (entry).key, finish_reason = 'stop', input_tokens = 0, output_tokens = 0, cost_cents = 0,
         completed_at = howdah.clock()
   where m.tenant_id = (message).tenant_id and m.id = (message).id;
  update howdah.message_citations as c
     set is_cited = true
   where c.tenant_id = (message).tenant_id and c.message_id = (message).id
     and (entry).response ~ format('\[%s\]', c.position);
  delete from howdah.message_deltas as d
   where d.tenant_id = (message).tenant_id and d.message_id = (message).id;
  perform howdah.record_hit(
    entry, (message).tenant_id, (message).user_id, (message).id,
    (select j.claim_count from howdah.jobs as j where j.id = give_cached_answer.job_id), null, message);
  perform howdah.finish_jobs(array[give_cached_answer.job_id], give_cached_answer.token, 'done');
  perform pg_notify('howdah_message', (message).id::text);
end
$$;
comment on function howdah.give_cached_answer(howdah.messages, howdah.llm_cache, bigint, bigint) is
  'Completes a locked message from the cache, with its usage, and finishes its job.';
