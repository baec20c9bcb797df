select howdah_internal.drop_former('howdah.delete_conversation(uuid)', 'boolean');
create or replace function howdah.delete_conversation(conversation_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_jobs howdah_internal.jobs[];
  v_running howdah_internal.jobs[];
  v_conversation howdah.conversations := howdah_internal.find_conversation(delete_conversation.conversation_id);
begin
  -- Twice at once: the other one finds nothing.
  perform pg_advisory_xact_lock(hashtextextended('howdah.delete_conversation ' || v_conversation.id, 0));
  -- Jobs, conversation, messages, money: that is the lock order of everybody.
  perform from howdah.messages as m
     join howdah_internal.jobs as j on j.tenant_id = m.tenant_id and j.message_id = m.id
    where m.tenant_id = v_conversation.tenant_id and m.conversation_id = any (
       howdah_internal.with_summary_runs(v_conversation.tenant_id, v_conversation.id))
    order by j.id
      for update of j;
  perform from howdah.conversations as c
    where c.tenant_id = v_conversation.tenant_id and c.id = v_conversation.id
      -- Not more: who has a message of it checks its foreign key, and has what is waited for below.
      for no key update;
  -- With what was asked until then, and what was cancelled while its call is under way.
  v_jobs := array(
    select j
      from howdah.messages as m
      join howdah_internal.jobs as j on j.tenant_id = m.tenant_id and j.message_id = m.id
     where m.tenant_id = v_conversation.tenant_id and m.conversation_id = any (
       howdah_internal.with_summary_runs(v_conversation.tenant_id, v_conversation.id))
     order by j.id
       -- What was asked in between and is being worked on finds out by itself that nobody waits.
       for update of j skip locked
  );
  perform from howdah.messages as m
    where m.tenant_id = v_conversation.tenant_id and m.conversation_id = any (
       howdah_internal.with_summary_runs(v_conversation.tenant_id, v_conversation.id))
    order by m.id
      for update;
  -- Also of those in between: no message of them can begin another call.
  v_running := array(
    select j
      from howdah.messages as m
      join howdah_internal.jobs as j on j.tenant_id = m.tenant_id and j.message_id = m.id
     where m.tenant_id = v_conversation.tenant_id and m.conversation_id = any (
       howdah_internal.with_summary_runs(v_conversation.tenant_id, v_conversation.id)) and j.state = 'running'
     order by j.id
  );
  perform howdah_internal.lock_job_holds(v_jobs || v_running);
  -- One that runs stays until its worker has told what its call cost; until then it is an estimate.
  perform howdah_internal.estimate_lost_steps(array(select j.id from unnest(v_running) as j), 'cancelled');
  perform howdah_internal.bill_messages(array(select j.id from unnest(v_running) as j));
  update howdah_internal.jobs as j
     set is_unwanted = true
   where j.id in (select r.id from unnest(v_jobs) as r where r.state = 'running');
  perform howdah_internal.finish_jobs(
    array(select j.id from unnest(v_jobs) as j where j.state = 'ready'), null, 'cancelled');
  delete from howdah.conversations as c where c.tenant_id = v_conversation.tenant_id and c.id = v_conversation.id;
  return true;
end
$$;
comment on function howdah.delete_conversation is
  'Deletes a conversation for good, with its messages, summaries, requests, citations and feedback; what it cost stays '
  'in the usage. Raises 28000, 22004, PT404. Example: select howdah.delete_conversation(:conversation).';
grant execute on function howdah.delete_conversation to howdah_app;
