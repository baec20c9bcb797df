create or replace function howdah_internal.next_chat(job_id bigint, token bigint, outcome jsonb)
  returns jsonb
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah_internal.message_of_job(next_chat.job_id, next_chat.token);
  v_step howdah_internal.message_steps;
begin
  if v_message.id is null then
    -- Deleted with its conversation: nobody waits for this job, but others may for its answer. What it holds goes back
    -- before its call is counted, for limits are locked before budgets.
    perform howdah_internal.finish_jobs(array[j.id], j.token, 'cancelled')
       from howdah_internal.jobs as j
      where j.id = next_chat.job_id and j.token = next_chat.token and howdah_internal.may_end_job(j);
    if next_chat.outcome is not null then
      perform howdah_internal.record_late_step(next_chat.outcome);
    end if;
    return null;
  end if;
  select s.* into v_step
    from howdah_internal.message_steps as s
   where s.tenant_id = v_message.tenant_id and s.message_id = v_message.id and s.status = 'calling';
  if v_step.seq is null then
    return howdah_internal.advance_message(v_message, next_chat.job_id, next_chat.token);
  end if;
  -- Asked again, or told again of the call before: the answer was lost on its way.
  if next_chat.outcome is null or (next_chat.outcome #>> '{ref,seq}')::integer != v_step.seq then
    return howdah_internal.hand_out_step(v_step, v_message);
  end if;
  if (next_chat.outcome #>> '{ref,message_id}')::uuid != v_message.id then
    raise exception 'the outcome is of another message'
      using errcode = '22023', hint = 'Pass the outcome with the job whose next_step returned its ref.';
  end if;
  return howdah_internal.end_step(v_message, next_chat.job_id, next_chat.token, v_step, next_chat.outcome);
end
$$;
comment on function howdah_internal.next_chat is
  'What next_step does for an answer: ends the call that was under way and begins the next, or ends the message.';
