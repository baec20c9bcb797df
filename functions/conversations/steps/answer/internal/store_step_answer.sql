create or replace function howdah_internal.store_step_answer(
  message howdah.messages,
  job_id bigint,
  token bigint,
  step howdah_internal.message_steps,
  result jsonb,
  facts jsonb
)
  returns boolean
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_content text := coalesce(store_step_answer.result ->> 'content', '');
  v_reason text := store_step_answer.result ->> 'finish_reason';
  v_json record;
begin
  if (message).status in ('pending', 'streaming') and (step).kind = 'answer' then
    v_json := howdah_internal.answer_json(message, v_content, v_reason);
    if v_json.problem is not null and not v_json.is_final and btrim(v_content, E' \t\r\n') != ''
       and howdah_internal.finish_kind(v_reason) is distinct from 'content_filter'
       and howdah_internal.answer_parts(store_step_answer.result) @> '[{"type": "tool_call"}]' is not true then
      perform howdah_internal.close_step(
        step, 'done', store_step_answer.facts || '{"is_invalid": true}', v_json.problem);
      return false;
    end if;
  end if;
  if (message).status in ('pending', 'streaming') then
    -- Before the money: it adds a job.
    perform howdah_internal.plan_summary(message, step, v_content);
  end if;
  perform howdah_internal.lock_sources((message).tenant_id, array(
    select c.document_id from howdah_internal.message_citations as c
     where c.tenant_id = (message).tenant_id and c.message_id = (message).id));
  perform howdah_internal.close_step(
    step, 'done',
    store_step_answer.facts || jsonb_strip_nulls(jsonb_build_object(
      'unknown_citations', howdah_internal.unknown_citations(message, v_content))));
  perform howdah_internal.bill_steps(message);
  perform howdah_internal.finish_answer(
    message, store_step_answer.job_id, store_step_answer.token, store_step_answer.result, store_step_answer.facts);
  return true;
end
$$;
comment on function howdah_internal.store_step_answer is
  'Completes the message with its answer; or keeps only that it was called for, where the answer has to be JSON and is '
  'none: repair follows.';
