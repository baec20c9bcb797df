create or replace function howdah_internal.leave_chat(
  job_ids bigint[],
  outcome text,
  error_code text default null,
  error_message text default null
)
  returns bigint[]
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  if leave_chat.outcome = 'paused' then
    -- Questions that wait there go to the fallback of their model, where it has one.
    perform howdah_internal.move_to_fallback(leave_chat.job_ids);
    return '{}';
  end if;
  perform howdah_internal.lock_flights(leave_chat.job_ids);
  perform howdah_internal.estimate_lost_steps(
    leave_chat.job_ids,
    case when leave_chat.outcome in ('crashed', 'failed') then leave_chat.outcome else 'cancelled' end,
    case leave_chat.outcome when 'failed' then leave_chat.error_code end);
  if leave_chat.outcome = 'crashed' then
    -- Many at once, of several payers: who locked them all bills them, when they go back or are given up.
    return '{}';
  end if;
  perform howdah_internal.bill_messages(leave_chat.job_ids);
  case leave_chat.outcome
    when 'back' then
      delete from howdah_internal.message_deltas as d
       using howdah_internal.jobs as j
       where j.id = any (leave_chat.job_ids) and d.tenant_id = j.tenant_id and d.message_id = j.message_id
         and exists (
           select from howdah.messages as m
            where m.tenant_id = j.tenant_id and m.id = j.message_id and m.status in ('pending', 'streaming'));
      update howdah.messages as m
         set status = 'pending'
        from howdah_internal.jobs as j
       where j.id = any (leave_chat.job_ids) and m.tenant_id = j.tenant_id and m.id = j.message_id
         and m.status = 'streaming';
    when 'failed', 'expired', 'cancelled' then
      perform howdah_internal.end_messages(
        leave_chat.job_ids, leave_chat.outcome, leave_chat.error_code, leave_chat.error_message);
      -- A message that has failed is answered for: no dead letter.
      return leave_chat.job_ids;
    else
      null;
  end case;
  return '{}';
end
$$;
comment on function howdah_internal.leave_chat is
  'What becomes of answers whose jobs are taken from their claim: the call under way is recorded as an estimate, the '
  'text begins anew, or the message ends as failed, expired or cancelled with what was written so far.';
