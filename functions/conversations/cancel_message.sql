create or replace function howdah.cancel_message(message_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.acting_user();
  v_job_id bigint;
  v_state text;
  v_token bigint;
begin
  -- The job first: that is the lock order of everybody.
  select j.id, j.state, j.token into v_job_id, v_state, v_token
    from howdah.jobs as j
   where j.tenant_id = v_tenant and j.kind = 'chat'
     and j.payload ->> 'message_id' = cancel_message.message_id::text
     for update;
  update howdah.messages as m
     set status = 'cancelled',
         content = coalesce((
           select string_agg(d.content, '' order by d.from_char)
             from howdah.message_deltas as d
            where d.tenant_id = m.tenant_id and d.message_id = m.id
         ), ''),
         completed_at = howdah.now()
   where m.tenant_id = v_tenant
     and m.id = cancel_message.message_id
     and (m.user_id is not distinct from v_user or v_user is null)
     and m.status in ('pending', 'streaming');
  if found then
    -- A running job stays, so that its worker can still record what the call cost.
    if v_state = 'ready' then
      perform howdah.finish_jobs(array[v_job_id], v_token, 'cancelled');
    end if;
    return true;
  end if;
  if not exists (
    select from howdah.messages as m
     where m.tenant_id = v_tenant and m.id = cancel_message.message_id
       and (m.user_id is not distinct from v_user or v_user is null)
  ) then
    raise exception 'there is no such message'
      using errcode = 'PT404', hint = 'Pass the id that send_message returned, as the same user.';
  end if;
  return false;
end
$$;
comment on function howdah.cancel_message(uuid) is
  'Stops an answer; what was written so far stays. False when it had already ended. Raises PT404, 28000. '
  'Example: select howdah.cancel_message(:message).';
