create or replace function howdah_internal.answer_nothing_found(message howdah.messages, job_id bigint, token bigint)
  returns boolean
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_content text := nullif(howdah.setting('nothing_found_answer'), '');
  v_json record;
begin
  if v_content is null or not exists (
    select from howdah.messages as m
     where m.tenant_id = (message).tenant_id and m.id = (message).id and m.retrieval_mode = 'none'
  ) then
    return false;
  end if;
  v_json := howdah_internal.answer_json(message, v_content, 'stop');
  -- Where JSON is wanted the model says it in the form that is asked for.
  if v_json.problem is not null then
    return false;
  end if;
  perform howdah_internal.lock_step_holds(message, (message).model_id);
  perform howdah_internal.bill_steps(message);
  update howdah.messages as m
     set status = 'complete', content = v_content, content_json = v_json.value, is_refusal = true,
         finish_reason = 'stop', input_tokens = 0, output_tokens = 0,
         cost_cents = case when exists (
           select from howdah.llm_usage as u where u.tenant_id = m.tenant_id and u.message_id = m.id
         ) then howdah_internal.message_cost(m) else 0 end,
         -- What was read of a call that failed is no beginning of it.
         attempt = m.attempt + (m.attempt > 0)::integer,
         completed_at = howdah.clock()
   where m.tenant_id = (message).tenant_id and m.id = (message).id;
  delete from howdah_internal.message_deltas as d
   where d.tenant_id = (message).tenant_id and d.message_id = (message).id;
  -- Nothing is spent; what was held for the call goes back.
  perform howdah_internal.settle_call(
    (message).tenant_id, (message).user_id, (message).model_id, (
      select v.prompt from howdah_internal.prompt_versions as v
       where v.tenant_id = (message).tenant_id and v.id = (message).prompt_version_id),
    howdah.clock(), 0, '{"input_tokens": 0, "output_tokens": 0}', (message).id);
  perform howdah_internal.log_answer(message);
  perform howdah_internal.finish_jobs(array[answer_nothing_found.job_id], answer_nothing_found.token, 'done');
  perform pg_notify('howdah_message', (message).id::text);
  return true;
end
$$;
comment on function howdah_internal.answer_nothing_found is
  'Completes a locked message whose question found no source with the setting nothing_found_answer, without a call; '
  'false where something was found, or the model is to say it.';
