create or replace function howdah.complete_message(
  job_id bigint,
  token bigint,
  tenant text,
  message_id uuid,
  content text,
  finish_reason text,
  attempt integer,
  started_at timestamptz,
  usage jsonb
)
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah.claimed_message(complete_message.job_id, complete_message.token);
  v_failure text := case
    when v_message.status = 'cancelled' then null
    when complete_message.finish_reason = 'content_filter' then 'content_filter'
    when btrim(coalesce(complete_message.content, ''), E' \t\r\n') = '' then 'empty_answer'
  end;
  v_used record;
  v_cost numeric;
begin
  v_cost := howdah.record_message_usage(
    complete_message.tenant, complete_message.message_id, complete_message.attempt,
    complete_message.started_at, complete_message.usage, v_message.id is not null);
  if v_message.id is null then
    return 'stale';
  end if;
  select u.* into v_used from howdah.counted_usage(complete_message.usage) as u;
  update howdah.messages as m
     set status = case
           when m.status = 'cancelled' then m.status
           when v_failure is null then 'complete'
           else 'failed'
         end,
         content = case when m.status = 'cancelled' then m.content else coalesce(complete_message.content, '') end,
         error_code = v_failure,
         error_message = case v_failure
           when 'empty_answer' then 'the model answered with no text'
           when 'content_filter' then 'the provider''s content filter stopped the answer'
         end,
         finish_reason = complete_message.finish_reason,
         input_tokens = v_used.input_tokens,
         output_tokens = v_used.output_tokens,
         latency_ms = howdah.token_count(complete_message.usage -> 'latency_ms'),
         first_token_ms = howdah.token_count(complete_message.usage -> 'first_token_ms'),
         cost_cents = v_cost,
         completed_at = howdah.clock()
   where m.tenant_id = v_message.tenant_id and m.id = v_message.id;
  update howdah.message_citations as c
     set is_cited = true
   where c.tenant_id = v_message.tenant_id
     and c.message_id = v_message.id
     and complete_message.content ~ format('\[%s\]', c.position);
  delete from howdah.message_deltas as d
   where d.tenant_id = v_message.tenant_id and d.message_id = v_message.id;
  perform howdah.finish_jobs(array[complete_message.job_id], complete_message.token, 'done');
  perform pg_notify('howdah_message', v_message.id::text);
  return case when v_message.status = 'cancelled' then 'cancelled' when v_failure is null then 'complete' else 'failed' end;
end
$$;
comment on function howdah.complete_message(bigint, bigint, text, uuid, text, text, integer, timestamptz, jsonb) is
  'Stores an answer, its usage and cited sources, and finishes the job, in one transaction. Returns the status of the '
  'message, or stale when the job is somebody else''s: then only the usage was recorded.';
