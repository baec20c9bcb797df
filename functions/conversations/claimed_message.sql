create or replace function howdah.claimed_message(job_id bigint, token bigint)
  returns howdah.messages
  language plpgsql
  volatile
  security definer -- no group role reads another's message
  set search_path from current
as $$
declare
  v_job howdah.jobs;
  v_message howdah.messages;
begin
  select j.* into v_job
    from howdah.jobs as j
   where j.id = claimed_message.job_id and j.token = claimed_message.token and j.kind = 'chat'
     for update;
  if found and howdah.may_end_job(v_job) then
    select m.* into v_message
      from howdah.messages as m
     where m.tenant_id = v_job.tenant_id and m.id = (v_job.payload ->> 'message_id')::uuid
       for no key update;
    -- What follows acts for the one who asked.
    perform set_config('howdah.tenant', v_job.tenant_id, true);
    perform set_config('howdah.user_id', coalesce(v_message.user_id, ''), true);
  end if;
  return v_message;
end
$$;
comment on function howdah.claimed_message(bigint, bigint) is
  'The locked message of a claimed chat job, null when the token is not the latest or the job somebody else''s; '
  'user and tenant of the transaction become the message''s.';
