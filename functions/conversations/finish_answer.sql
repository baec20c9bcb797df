create or replace function howdah.finish_answer(
  message howdah.messages,
  job_id bigint,
  token bigint,
  content text,
  finish_reason text,
  usage jsonb,
  cost_cents numeric
)
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_json record;
  v_used record;
  v_failure text;
  v_status text;
begin
  select a.* into v_json from howdah.answer_json(message, finish_answer.content) as a;
  v_failure := case
    when (message).status not in ('pending', 'streaming') then null
    when finish_answer.finish_reason = 'content_filter' then 'content_filter'
    when btrim(finish_answer.content, E' \t\r\n') = '' then 'empty_answer'
    when v_json.is_wanted and v_json.value is null then 'invalid_json'
  end;
  v_status := case
    when (message).status not in ('pending', 'streaming') then (message).status
    when v_failure is null then 'complete'
    else 'failed'
  end;
  v_used := howdah.counted_usage(finish_answer.usage);
  update howdah.messages as m
     set status = v_status,
         content = case when v_status = (message).status then m.content else finish_answer.content end,
         content_json = case when v_status = 'complete' then v_json.value end,
         error_code = coalesce(v_failure, m.error_code),
         error_message = case v_failure
           when 'empty_answer' then 'the model answered with no text'
           when 'content_filter' then 'the provider''s content filter stopped the answer'
           when 'invalid_json' then 'the model answered with something that is not JSON, twice'
           else m.error_message
         end,
         is_refusal = v_status = 'complete' and howdah.is_refusal(finish_answer.content),
         finish_reason = finish_answer.finish_reason,
         input_tokens = v_used.input_tokens,
         output_tokens = v_used.output_tokens,
         latency_ms = howdah.token_count(finish_answer.usage -> 'latency_ms'),
         first_token_ms = howdah.token_count(finish_answer.usage -> 'first_token_ms'),
         cost_cents = finish_answer.cost_cents,
         completed_at = howdah.clock()
   where m.tenant_id = (message).tenant_id and m.id = (message).id;
  update howdah.message_citations as c
     set is_cited = true
   where c.tenant_id = (message).tenant_id and c.message_id = (message).id
     and finish_answer.content ~ format('\[%s\]', c.position);
  delete from howdah.message_deltas as d
   where d.tenant_id = (message).tenant_id and d.message_id = (message).id;
  if v_status = 'complete' then
    perform howdah.keep_answer(
      message, finish_answer.content, finish_answer.finish_reason, finish_answer.usage, finish_answer.cost_cents);
  end if;
  perform howdah.finish_jobs(array[finish_answer.job_id], finish_answer.token, 'done');
  perform pg_notify('howdah_message', (message).id::text);
  return v_status;
end
$$;
comment on function howdah.finish_answer(howdah.messages, bigint, bigint, text, text, jsonb, numeric) is
  'Writes what a model answered into its locked message, or why that is no answer, and finishes the job. Returns the '
  'status of the message.';
