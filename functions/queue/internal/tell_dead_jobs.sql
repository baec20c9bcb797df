create or replace function howdah_internal.tell_dead_jobs(job_ids bigint[])
  returns void
  language plpgsql
  volatile
as $$
begin
  -- One event for those that died together: a lane's worth of them is one piece of news.
  perform howdah_internal.add_event(
    'job_dead',
    case d.job_count when 1 then format('job %s', d.job_ids[1]) else format('jobs of %s', d.lane) end,
    jsonb_build_object(
      'kind', d.kind, 'lane', d.lane, 'error_code', d.error_code, 'job_count', d.job_count, 'job_ids', d.job_ids),
    format('%s given up in %s: %s',
      case d.job_count when 1 then format('job %s was', d.job_ids[1]) else format('%s jobs were', d.job_count) end,
      d.lane, coalesce(d.error_code, 'no reason')),
    d.tenant_id)
    from (
      select j.tenant_id, j.lane, j.kind, j.error_code, count(*) as job_count,
             (array_agg(j.id order by j.id))[1:20] as job_ids
        from howdah_internal.jobs as j
       where j.id = any (tell_dead_jobs.job_ids) and j.state = 'dead'
       group by j.tenant_id, j.lane, j.kind, j.error_code
       order by j.tenant_id, j.lane, j.kind, j.error_code
    ) as d;
end
$$;
comment on function howdah_internal.tell_dead_jobs is
  'Writes an event for the dead of these jobs, one for each tenant, lane, kind and error; it names the first twenty.';
