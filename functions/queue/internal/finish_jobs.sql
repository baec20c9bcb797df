create or replace function howdah_internal.finish_jobs(job_ids bigint[], token bigint, outcome text)
  returns bigint[]
  language plpgsql
  volatile
as $$
declare
  v_finished bigint[];
  v_holding howdah_internal.jobs[];
begin
  -- Mostly nothing is stale; to plan and run what follows costs more than to look.
  if coalesce(cardinality(finish_jobs.job_ids), 0) = 0 then
    return '{}';
  end if;
  -- By key and token only: with a condition on state the planner may take the wrong index.
  with gone as (
    delete from howdah_internal.jobs as j
     where j.id = any (finish_jobs.job_ids)
       and j.token is not distinct from finish_jobs.token
    returning j.*
  ), kept as (
    insert into howdah_internal.jobs_done (
      id, tenant_id, user_id, kind, lane, attempt, token, outcome, created_at, claimed_at
    )
    select g.id, g.tenant_id, g.user_id, g.kind, g.lane, g.attempt, g.token, finish_jobs.outcome,
           g.created_at, g.claimed_at
      from gone as g
  )
  select array_agg(g.id),
         array_agg(g::howdah_internal.jobs) filter (where g.reservation_id is not null)
    into v_finished, v_holding
    from gone as g;
  if v_holding is not null then
    perform howdah_internal.wake_waiters(v_finished);
    perform howdah_internal.release_job_holds(v_holding);
  end if;
  return coalesce(v_finished, '{}');
end
$$;
comment on function howdah_internal.finish_jobs is
  'Moves jobs that still carry the token to jobs_done and returns their ids.';
