create or replace function howdah_internal.leave_jobs(
  job_ids bigint[],
  outcome text,
  error_code text default null,
  error_message text default null
)
  returns bigint[]
  language plpgsql
  volatile
as $$
declare
  v_room record;
  v_gone bigint[];
  v_all bigint[] := '{}';
begin
  for v_room in
    select k.kind, array_agg(j.id order by j.id) as job_ids
      from howdah_internal.jobs as j
      join howdah_internal.job_kinds as k on k.kind = j.kind
     where j.id = any (leave_jobs.job_ids)
     group by k.kind
     order by k.kind
  loop
    execute format('select howdah_internal.%I($1, $2, $3, $4)', 'leave_' || v_room.kind)
      into v_gone
      using v_room.job_ids, leave_jobs.outcome, leave_jobs.error_code, leave_jobs.error_message;
    v_all := v_all || v_gone;
  end loop;
  return v_all;
end
$$;
comment on function howdah_internal.leave_jobs is
  'Tells the rooms of locked jobs what becomes of them: back (to be claimed again), crashed (the lease ran out), '
  'failed or expired (given up), cancelled, paused (their lane is, while they wait). Returns those that need no dead '
  'letter.';
