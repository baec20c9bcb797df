create or replace function howdah.bury_jobs(job_ids bigint[], error_code text, error_message text)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_count integer;
begin
  update howdah.jobs as j
     set state = 'dead',
         token = null,
         lease_until = null,
         worker = null,
         error_code = bury_jobs.error_code,
         -- A deadline is only the end of it: what went wrong before says why.
         error_message = left(
           bury_jobs.error_message
             || case bury_jobs.error_code when 'expired' then coalesce('; last failure: ' || j.error_message, '') else '' end,
           500),
         failed_at = howdah.clock()
   where j.id = any (bury_jobs.job_ids);
  get diagnostics v_count = row_count;
  update howdah.messages as m
     set status = case bury_jobs.error_code when 'expired' then 'expired' else 'failed' end,
         error_code = bury_jobs.error_code,
         error_message = j.error_message,
         content = coalesce((
           select string_agg(d.content, '' order by d.from_char)
             from howdah.message_deltas as d
            where d.tenant_id = m.tenant_id
              and d.message_id = m.id
         ), ''),
         completed_at = howdah.clock()
    from howdah.jobs as j
   where j.id = any (bury_jobs.job_ids)
     and j.kind = 'chat'
     and m.tenant_id = j.tenant_id
     and m.id = (j.payload ->> 'message_id')::uuid
     and m.status in ('pending', 'streaming');
  perform howdah.release_job_budget('{}', bury_jobs.job_ids);
  perform pg_notify('howdah_message', j.payload ->> 'message_id')
     from howdah.jobs as j
    where j.id = any (bury_jobs.job_ids) and j.kind = 'chat';
  -- A message that has failed is answered for, and nobody waits for the vector of a late query: only work that
  -- somebody would want done stays as a dead letter.
  perform howdah.finish_jobs(
    array(
      select j.id from howdah.jobs as j
       where j.id = any (bury_jobs.job_ids)
         and (j.kind = 'chat' or j.kind = 'embed_query' and bury_jobs.error_code = 'expired')
    ),
    null, case bury_jobs.error_code when 'expired' then 'expired' else 'failed' end);
  return v_count;
end
$$;
comment on function howdah.bury_jobs(bigint[], text, text) is
  'Gives jobs up: they stay as dead letters with the reason; a chat job ends its message as failed or expired.';
