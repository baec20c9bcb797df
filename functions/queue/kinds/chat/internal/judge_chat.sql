create or replace function howdah_internal.judge_chat(
  job_ids bigint[],
  lane howdah.lanes,
  action text,
  attempt integer,
  error_code text,
  http_status integer
)
  returns text
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_calls bigint;
begin
  -- The other one may have more room.
  if judge_chat.action = 'permanent' and judge_chat.error_code != 'context_length_exceeded'
     or judge_chat.action = 'released' then
    return null;
  end if;
  select count(*) into v_calls
    from howdah_internal.jobs as j
    join howdah_internal.message_steps as s on s.tenant_id = j.tenant_id and s.message_id = j.message_id
   where j.id = any (judge_chat.job_ids) and s.call = 'chat' and s.status != 'refused';
  -- Of whatever kind the failures were, however long the deadline.
  if v_calls >= 10 then
    return 'dead';
  end if;
  if judge_chat.action != 'transient' or judge_chat.attempt >= 2 then
    if howdah_internal.move_to_fallback(judge_chat.job_ids) = cardinality(judge_chat.job_ids) then
      -- A call that nobody has told the outcome of has ended too: the next one is to the other model.
      perform howdah_internal.leave_chat(judge_chat.job_ids, 'back');
      return 'moved';
    end if;
  end if;
  return case when judge_chat.action = 'refused' then 'dead' end;
end
$$;
comment on function howdah_internal.judge_chat is
  'What follows when a call for an answer failed: the fallback of its model after a refusal, the second failure or a '
  'request that is too long, dead without one where nobody gets through, and after the tenth call.';
