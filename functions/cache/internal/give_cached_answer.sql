create or replace function howdah_internal.give_cached_answer(
  message howdah.messages,
  entry howdah_internal.llm_cache,
  job_id bigint,
  token bigint
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_json record := howdah_internal.answer_json(message, (entry).response, 'stop');
  v_has_source boolean := howdah_internal.mark_citations(message, (entry).response);
begin
  perform howdah_internal.lock_step_holds(message, (message).model_id);
  perform howdah_internal.bill_steps(message);
  update howdah.messages as m
     set status = 'complete', content = (entry).response, content_json = v_json.value, cached = true,
         is_refusal = not v_has_source and howdah_internal.is_refusal((entry).response),
         cache_key = (entry).key, finish_reason = 'stop', input_tokens = 0, output_tokens = 0,
         cost_cents = case when exists (
           select from howdah.llm_usage as u where u.tenant_id = m.tenant_id and u.message_id = m.id
         ) then howdah_internal.message_cost(m) else 0 end,
         -- What was read of a call that failed is no beginning of it.
         attempt = m.attempt + (m.attempt > 0)::integer,
         completed_at = howdah.clock()
   where m.tenant_id = (message).tenant_id and m.id = (message).id;
  delete from howdah_internal.message_deltas as d
   where d.tenant_id = (message).tenant_id and d.message_id = (message).id;
  perform howdah_internal.record_hit(
    entry, (message).user_id, (message).id,
    (select coalesce(max(s.seq), 0) + 1 from howdah_internal.message_steps as s
      where s.tenant_id = (message).tenant_id and s.message_id = (message).id), null, message);
  perform howdah_internal.log_answer(message);
  perform howdah_internal.finish_jobs(array[give_cached_answer.job_id], give_cached_answer.token, 'done');
  perform pg_notify('howdah_message', (message).id::text);
end
$$;
comment on function howdah_internal.give_cached_answer is
  'Completes a locked message from the cache, with its usage, and finishes its job.';
