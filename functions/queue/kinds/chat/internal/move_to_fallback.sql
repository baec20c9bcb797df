create or replace function howdah_internal.move_to_fallback(job_ids bigint[])
  returns integer
  language plpgsql
  volatile
as $$
declare
  v_job record;
  v_lane text;
  v_count integer := 0;
begin
  for v_job in
    select j.id, j.tenant_id, j.priority, m.id as message_id, c.class, f.id as model_id, o.id as old_model_id
      from howdah_internal.jobs as j
      join howdah.messages as m
        on m.tenant_id = j.tenant_id and m.id = j.message_id
       and m.status in ('pending', 'streaming')
      join howdah.models as o on o.id = m.model_id
      join howdah.models as f on f.id = o.fallback_model_id and f.kind = 'chat'
     cross join lateral (select case when m.is_bulk then 'bulk' else 'interactive' end as class) as c
     where j.id = any (move_to_fallback.job_ids)
       -- Once: two models that are each other's fallback must not play ball.
       and not j.payload ? 'moved_from'
       and not exists (
         select from howdah.lanes as l
          where l.model_id = f.id and l.class = c.class and l.paused_until > howdah.clock()
       )
     order by j.id
       -- One that somebody has is claimed, or ends, or finds the lane paused.
       for update of j skip locked
       for update of m
  loop
    v_lane := howdah_internal.model_lane(v_job.model_id, v_job.class);
    update howdah.messages as m
       set model_id = v_job.model_id, status = 'pending'
     where m.tenant_id = v_job.tenant_id and m.id = v_job.message_id;
    update howdah_internal.jobs as j
       set lane = v_lane,
           state = 'ready', token = null, lease_until = null, worker = null, attempt = 0,
           run_after = howdah.clock(),
           payload = j.payload || jsonb_build_object('moved_from', v_job.old_model_id)
     where j.id = v_job.id;
    perform howdah_internal.lower_head(v_lane, v_job.tenant_id, v_job.priority, howdah.clock() - interval '1 second');
    perform howdah_internal.notify_workers(v_lane);
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;
comment on function howdah_internal.move_to_fallback is
  'Moves locked or waiting questions, each at most once, to the fallback of their model unless that is paused too; '
  'returns how many moved.';
