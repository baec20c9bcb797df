create or replace function howdah_internal.bill_messages(job_ids bigint[])
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  perform howdah_internal.bill_steps(m)
     from howdah_internal.jobs as j
     join howdah.messages as m on m.tenant_id = j.tenant_id and m.id = j.message_id
    where j.id = any (bill_messages.job_ids) and exists (
      select from howdah_internal.message_steps as s
       where s.tenant_id = m.tenant_id and s.message_id = m.id and not s.is_billed
         and s.status not in ('calling', 'refused'));
end
$$;
comment on function howdah_internal.bill_messages is
  'Bills the calls that have ended of the messages of jobs.';
