drop function if exists howdah_internal.finish_answer(howdah.messages, bigint, bigint, text, text, jsonb, numeric);
drop function if exists howdah_internal.finish_answer(howdah.messages, bigint, bigint, text, text, jsonb);
create or replace function howdah_internal.finish_answer(
  message howdah.messages,
  job_id bigint,
  token bigint,
  result jsonb,
  facts jsonb
)
  returns text
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_content text := coalesce(finish_answer.result ->> 'content', '');
  v_reason text := finish_answer.result ->> 'finish_reason';
  v_kind text := howdah_internal.finish_kind(v_reason);
  v_parts jsonb := howdah_internal.answer_parts(finish_answer.result);
  v_is_open boolean := (message).status in ('pending', 'streaming');
  v_has_calls boolean := coalesce(v_parts @> '[{"type": "tool_call"}]', false);
  v_has_source boolean := howdah_internal.mark_citations(message, v_content);
  v_json record;
  v_used record;
  v_failure text;
  v_status text;
begin
  v_json := howdah_internal.answer_json(message, v_content, v_reason);
  v_failure := case
    when not v_is_open then null
    when v_kind = 'content_filter' then 'content_filter'
    -- What a call of a tool says is no answer yet.
    when v_has_calls then null
    when btrim(v_content, E' \t\r\n') = '' then 'empty_answer'
    when v_json.problem is not null then 'invalid_json'
  end;
  v_status := case when not v_is_open then (message).status when v_failure is null then 'complete' else 'failed' end;
  v_used := howdah_internal.counted_usage(finish_answer.facts);
  update howdah.messages as m
     set status = v_status,
         content = case when v_is_open then v_content else m.content end,
         parts = case when v_is_open then v_parts else m.parts end,
         content_json = case when v_status = 'complete' then v_json.value end,
         error_code = coalesce(v_failure, m.error_code),
         error_message = case v_failure
           when 'empty_answer' then case
             when v_kind = 'length' then 'the limit of the answer was reached before any text: allow it more tokens'
             else 'the model answered with no text' end
           when 'content_filter' then 'the provider''s content filter stopped the answer'
           when 'invalid_json' then v_json.problem || case when v_json.is_final then '' else ', twice' end
           else m.error_message
         end,
         is_refusal = v_status = 'complete' and not (message).is_bulk and (
           coalesce(finish_answer.result -> 'is_refusal' = 'true', false)
           or not v_has_source and not v_has_calls and howdah_internal.is_refusal(v_content)),
         finish_reason = v_reason,
         input_tokens = v_used.input_tokens,
         output_tokens = v_used.output_tokens,
         latency_ms = howdah_internal.token_count(finish_answer.facts -> 'latency_ms'),
         first_token_ms = howdah_internal.token_count(finish_answer.facts -> 'first_token_ms'),
         cost_cents = howdah_internal.message_cost(m),
         completed_at = howdah.clock()
   where m.tenant_id = (message).tenant_id and m.id = (message).id;
  delete from howdah_internal.message_deltas as d
   where d.tenant_id = (message).tenant_id and d.message_id = (message).id;
  if v_status = 'complete' and v_kind = 'stop' and not v_has_calls then
    perform howdah_internal.keep_answer(message, v_content, finish_answer.facts);
  end if;
  if v_status = 'complete' and (message).is_bulk then
    perform howdah_internal.keep_summary(message, v_content, v_kind);
  end if;
  if v_is_open then
    perform howdah_internal.log_answer(message);
  end if;
  perform howdah_internal.finish_jobs(array[finish_answer.job_id], finish_answer.token, 'done');
  perform pg_notify('howdah_message', (message).id::text);
  return v_status;
end
$$;
comment on function howdah_internal.finish_answer is
  'Writes what a model answered into its locked message, or why that is no answer, and finishes the job. Returns the '
  'status of the message.';
