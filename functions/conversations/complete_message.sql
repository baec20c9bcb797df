create or replace function howdah.complete_message(
  job_id bigint,
  token bigint,
  tenant text default null,
  message_id uuid default null,
  content text default null,
  finish_reason text default null,
  attempt integer default null,
  started_at timestamptz default null,
  usage jsonb default '{}',
  model_id integer default null
)
  returns text
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages;
  v_call record;
  -- What a worker alone can know.
  v_usage jsonb;
  v_again boolean;
  v_cost numeric;
begin
  if jsonb_typeof(complete_message.usage) != 'object' then
    raise exception 'usage is not a JSON object'
      using errcode = '22023', hint = 'Pass what the provider reported, such as {"input_tokens": 900, "output_tokens": 210}.';
  end if;
  v_message := howdah.claimed_message(complete_message.job_id, complete_message.token);
  v_usage := case when howdah.is_worker() then complete_message.usage
    else complete_message.usage - '{status,cached,is_estimated,has_begun,error_code}'::text[] end;
  select c.* into v_call from howdah.completed_call(
    v_message, complete_message.job_id, complete_message.token, complete_message.tenant, complete_message.message_id,
    complete_message.attempt, complete_message.started_at) as c;
  v_again := howdah.ask_again(
    v_message, complete_message.job_id, complete_message.content, complete_message.finish_reason);
  perform howdah.lock_sources(v_message.tenant_id, array(
    select c.document_id from howdah.message_citations as c
     where c.tenant_id = v_message.tenant_id and c.message_id = v_message.id));
  v_cost := howdah.record_message_usage(
    v_call.tenant_id, v_call.call_id, v_call.call_attempt, v_call.call_started_at,
    coalesce(v_usage, '{}'), v_message.id is not null and not v_again,
    case when howdah.is_worker() then complete_message.model_id end);
  if v_message.id is null then
    -- Deleted with its conversation during the call: nobody waits for this job, but others may for its answer.
    perform howdah.finish_jobs(array[j.id], j.token, 'cancelled')
       from howdah.jobs as j
      where j.id = complete_message.job_id and j.token = complete_message.token and j.kind = 'chat'
        and howdah.may_end_job(j);
    return 'stale';
  end if;
  if v_again then
    return 'retry';
  end if;
  return howdah.finish_answer(
    v_message, complete_message.job_id, complete_message.token, coalesce(complete_message.content, ''),
    complete_message.finish_reason, coalesce(v_usage, '{}'), v_cost);
end
$$;
comment on function howdah.complete_message(bigint, bigint, text, uuid, text, text, integer, timestamptz, jsonb, integer) is
  'Stores an answer, its usage and cited sources, and finishes the job, in one transaction. Returns the status of '
  'the message (complete, failed, cancelled), retry when an answer that has to be JSON is none and one more call is '
  'due, or stale when the job is somebody else''s or has ended: then only the usage was recorded. A worker passes '
  'all of it, with model_id, the model that was called, since the message may have moved to its fallback; the '
  'application, for a call of its own (claim_message), job_id, token, content, usage and finish_reason, and '
  'message_id so that a call that comes too late is recorded as well. Example: select howdah.complete_message(:job, '
  ':token, message_id => :message, content => ''Five days [1].'', usage => ''{"input_tokens": 812, "output_tokens": '
  '9, "latency_ms": 640}'').';
