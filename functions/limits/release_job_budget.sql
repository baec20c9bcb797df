create or replace function howdah.release_job_budget(job_ids bigint[], ended_ids bigint[] default '{}')
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_jobs howdah.jobs[] := array(
    select j from howdah.jobs as j
     where j.id = any (release_job_budget.job_ids) and j.reservation_id is not null
        or j.id = any (release_job_budget.ended_ids) and (j.reservation_id is not null or j.kind = 'chat')
  );
begin
  if v_jobs = '{}' then
    return;
  end if;
  update howdah.jobs as j
     set reservation_id = null, reserved_cents = null
   where j.id = any (release_job_budget.job_ids || release_job_budget.ended_ids) and j.reservation_id is not null;
  perform howdah.return_holds(v_jobs);
end
$$;
comment on function howdah.release_job_budget(bigint[], bigint[]) is
  'Gives back what the claims of embedding jobs hold; an answer keeps its reservation until its message ends, as those in '
  'ended_ids do. In one go for all, sorted: who does it twice in a transaction for several payers may deadlock.';
