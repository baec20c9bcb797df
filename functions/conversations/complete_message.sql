drop function if exists howdah.complete_message(
  bigint, bigint, text, uuid, text, text, integer, timestamptz, jsonb, integer);
drop function if exists howdah.complete_message(bigint, bigint, text, text, jsonb, uuid);
create or replace function howdah.complete_message(
  job_id bigint,
  token bigint,
  content text default null,
  finish_reason text default null,
  usage jsonb default '{}',
  message_id uuid default null,
  parts jsonb default null
)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages;
  v_step howdah_internal.message_steps;
  v_outcome jsonb;
begin
  if jsonb_typeof(complete_message.usage) != 'object' then
    raise exception 'usage is not a JSON object'
      using errcode = '22023', hint = 'Pass what the provider reported: {"input_tokens": 900, "output_tokens": 210}.';
  end if;
  perform howdah_internal.check_parts(complete_message.parts);
  v_outcome := jsonb_build_object(
    'result', jsonb_build_object(
      'content', coalesce(complete_message.content, ''), 'finish_reason', complete_message.finish_reason,
      'parts', complete_message.parts),
    'facts', coalesce(complete_message.usage, '{}'),
    'ref', jsonb_build_object('message_id', complete_message.message_id));
  v_message := howdah_internal.message_of_job(complete_message.job_id, complete_message.token);
  select s.* into v_step
    from howdah_internal.message_steps as s
   where s.tenant_id = v_message.tenant_id and s.message_id = v_message.id and s.status = 'calling';
  if v_step.seq is null then
    perform howdah_internal.next_chat(complete_message.job_id, complete_message.token, v_outcome);
    return 'stale';
  end if;
  if howdah_internal.end_step(
       v_message, complete_message.job_id, complete_message.token, v_step, v_outcome) is not null then
    return 'retry';
  end if;
  return (
    select m.status from howdah.messages as m where m.tenant_id = v_message.tenant_id and m.id = v_message.id);
end
$$;
comment on function howdah.complete_message is
  'Stores the answer to a call of the application''s own (claim_message), its usage and cited sources, and finishes '
  'the job, in one transaction. usage is the object of the provider as it is, with latency_ms and first_token_ms where '
  'they are known, parts what the answer has besides its text, such as calls of tools. Returns the status of the '
  'message (complete, failed, cancelled), retry when an answer that has to be JSON is none: call once more with the '
  'same request; or stale when the claim has ended: then only the usage was recorded, with message_id also for a job '
  'that is gone. Raises 22023. Example: select howdah.complete_message(:job, :token, ''Five days [1].'', ''stop'', '
  '''{"input_tokens": 812, "output_tokens": 9, "latency_ms": 640}'').';
grant execute on function howdah.complete_message to howdah_app, howdah_worker;
