create or replace function howdah_internal.message_wait(message howdah.messages)
  returns table (waiting_for text, retry_after integer)
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_now timestamptz := howdah.clock();
  v_job record;
  v_until timestamptz;
begin
  select j.lane, j.run_after, j.attempt, l.class, l.paused_until
    into v_job
    from howdah_internal.jobs as j
    join howdah.lanes as l on l.name = j.lane
   where j.tenant_id = (message).tenant_id and j.message_id = (message).id;
  waiting_for := case
    when v_job.class = 'caller' then 'caller'
    when v_job.paused_until > v_now then 'provider'
    when v_job.run_after > v_now then 'retry'
    else 'worker'
  end;
  v_until := nullif(greatest(v_job.paused_until, v_job.run_after), 'infinity');
  if v_until > v_now then
    retry_after := ceil(extract(epoch from v_until - v_now));
  end if;
  return next;
end
$$;
comment on function howdah_internal.message_wait is
  'What a pending message waits for, and for how many seconds at least, where that is known.';
