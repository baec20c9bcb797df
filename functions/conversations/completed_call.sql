create or replace function howdah.completed_call(
  message howdah.messages,
  job_id bigint,
  token bigint,
  tenant text,
  message_id uuid,
  attempt integer,
  started_at timestamptz
)
  returns table (tenant_id text, call_id uuid, call_attempt integer, call_started_at timestamptz)
  language plpgsql
  stable
  security definer -- no group role reads another's message
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := completed_call.message;
  v_tenant text;
begin
  if howdah.is_worker() and completed_call.attempt is not null then
    return query
    select completed_call.tenant, completed_call.message_id, completed_call.attempt, completed_call.started_at;
    return;
  end if;
  if v_message.id is null then
    v_tenant := howdah.acting_tenant();
    -- It came too late; what it cost counts for the one who asked, and only where the call was theirs.
    select m.* into v_message
      from howdah.messages as m
     where m.tenant_id = v_tenant and m.id = completed_call.message_id
       and m.user_id = howdah.current_user_id() and m.run_by = 'caller';
  end if;
  if completed_call.started_at not between v_message.created_at - interval '1 minute'
     and howdah.clock() + interval '5 minutes' then
    raise exception 'started_at is out of range'
      using errcode = '22023', hint = 'It is when the call began; leave it out for the time of the question.';
  end if;
  -- Number and time stay the same when it is said again, or a repeated completion would be billed twice.
  return query
  select j.tenant_id, (j.payload ->> 'message_id')::uuid, j.claim_count,
         coalesce(completed_call.started_at, v_message.created_at, j.claimed_at)
    from howdah.jobs as j
   where j.id = completed_call.job_id and j.token = completed_call.token and howdah.may_end_job(j);
  if not found then
    return query
    select v_message.tenant_id, v_message.id,
           coalesce((
             select max(u.attempt) from howdah.llm_usage as u
              where u.tenant_id = v_message.tenant_id and u.call_id = v_message.id
           ), 1),
           coalesce(completed_call.started_at, v_message.created_at);
  end if;
end
$$;
comment on function howdah.completed_call(howdah.messages, bigint, bigint, text, uuid, integer, timestamptz) is
  'Which call a completion is about: as a worker says, or the application''s own call of a message of its user.';
