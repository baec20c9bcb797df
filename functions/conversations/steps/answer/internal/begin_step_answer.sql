create or replace function howdah_internal.begin_step_answer(
  message howdah.messages,
  job_id bigint,
  token bigint,
  query_embedding halfvec
)
  returns howdah_internal.message_steps
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_step howdah_internal.message_steps;
  v_model howdah.models;
begin
  -- Any other that is done has ended the message, or was under way when this version was laid.
  if exists (
    select from howdah_internal.message_steps as s
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.kind = 'answer'
       and s.status = 'done' and s.facts -> 'is_invalid' = 'true'
  ) then
    return null;
  end if;
  v_step.request := case when (message).is_bulk then howdah_internal.compose_summary(message)
    else howdah_internal.compose_request(message, begin_step_answer.query_embedding) end;
  if v_step.request is null then
    perform howdah_internal.bury_jobs(
      array[begin_step_answer.job_id], 'summary_stale', 'what is to be summarised has changed');
    return null;
  end if;
  if not (message).is_bulk and howdah_internal.answer_nothing_found(
       message, begin_step_answer.job_id, begin_step_answer.token) then
    return null;
  end if;
  select m.* into strict v_model from howdah.models as m where m.id = (message).model_id;
  v_step.input_tokens := howdah_internal.request_tokens(
    v_step.request -> 'messages', v_step.request -> 'params', v_model.token_ratio);
  -- Its fallback may take less than the model that it was asked of.
  if v_step.input_tokens > v_model.max_input_tokens then
    perform howdah_internal.bill_steps(message);
    perform howdah_internal.bury_jobs(
      array[begin_step_answer.job_id], 'context_length_exceeded',
      format('the question with its prompt is about %s tokens, and the model takes %s', v_step.input_tokens,
        v_model.max_input_tokens));
    return null;
  end if;
  perform howdah_internal.record_exposure(message);
  if not (message).is_bulk and howdah_internal.answer_from_cache(
       message, begin_step_answer.job_id, begin_step_answer.token, v_step.request) then
    return null;
  end if;
  v_step.call := 'chat';
  v_step.model_id := (message).model_id;
  v_step.output_tokens := howdah_internal.answer_limit((message).model_id, v_step.request -> 'params');
  return v_step;
end
$$;
comment on function howdah_internal.begin_step_answer is
  'The call that answers: prompt, history, sources and question; null where it was made, or the cache has the answer.';
