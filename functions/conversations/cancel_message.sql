create or replace function howdah.cancel_message(message_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah_internal.find_message(cancel_message.message_id);
  v_job howdah_internal.jobs;
begin
  -- The job first: that is the lock order of everybody.
  select j.* into v_job
    from howdah_internal.jobs as j
   where j.tenant_id = v_message.tenant_id and j.message_id = v_message.id
     for update;
  update howdah.messages as m
     set status = 'cancelled',
         content = howdah_internal.text_so_far(m),
         cost_cents = howdah_internal.message_cost(m),
         completed_at = howdah.now()
   where m.tenant_id = v_message.tenant_id and m.id = v_message.id and m.status in ('pending', 'streaming');
  if not found then
    return false;
  end if;
  -- A running job stays, so that its worker can still record what the call cost.
  if v_job.state = 'ready' then
    perform howdah_internal.finish_jobs(array[v_job.id], v_job.token, 'cancelled');
  else
    update howdah_internal.jobs as j set is_unwanted = true where j.id = v_job.id;
  end if;
  return true;
end
$$;
comment on function howdah.cancel_message is
  'Stops an answer; what was written so far stays. False when it had already ended. Raises 28000, 22004, PT404. '
  'Example: select howdah.cancel_message(:message).';
grant execute on function howdah.cancel_message to howdah_app;
