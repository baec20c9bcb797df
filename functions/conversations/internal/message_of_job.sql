create or replace function howdah_internal.message_of_job(job_id bigint, token bigint)
  returns howdah.messages
  language plpgsql
  volatile
as $$
declare
  v_job howdah_internal.jobs;
  v_message howdah.messages;
begin
  select j.* into v_job
    from howdah_internal.jobs as j
   where j.id = message_of_job.job_id and j.token = message_of_job.token and j.message_id is not null
     for update;
  if found and howdah_internal.may_end_job(v_job) then
    select m.* into v_message
      from howdah.messages as m
     where m.tenant_id = v_job.tenant_id and m.id = v_job.message_id
       for no key update;
    -- What follows acts for the one who asked.
    perform set_config('howdah.tenant', v_job.tenant_id, true);
    perform set_config('howdah.user_id', coalesce(v_message.user_id, ''), true);
  end if;
  return v_message;
end
$$;
comment on function howdah_internal.message_of_job is
  'The locked message of a claimed chat job, null when the token is not the latest or the job somebody else''s; user '
  'and tenant of the transaction become the message''s.';
