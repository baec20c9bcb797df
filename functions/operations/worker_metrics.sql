create or replace function howdah.worker_metrics()
  returns table (name text, labels jsonb, value double precision, help text, type text)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_all constant text := ' Of the whole database, the same from every worker: take max(), not sum().';
begin
  return query
  with waiting as (
    select j.lane, j.state, count(*) as job_count,
           min(j.created_at) filter (where j.state = 'ready' and j.run_after <= howdah.clock()) as oldest_at
      from howdah_internal.jobs as j
     group by j.lane, j.state
  ), named as (
    -- Lanes of models are few and always there, so that an alert has something to look at. Anybody can name one of
    -- their own: the fullest twenty have their names.
    select l.name as lane, true as is_model from howdah.lanes as l where l.provider is not null
    union all
    (select w.lane, false
       from waiting as w
      where not exists (select from howdah.lanes as l where l.name = w.lane and l.provider is not null)
      group by w.lane
      order by sum(w.job_count) desc, w.lane
      limit 20)
  ), series as (
    select coalesce(n.lane, 'others') as lane, w.state, w.job_count, w.oldest_at
      from waiting as w
      left join named as n on n.lane = w.lane
    union all
    select n.lane, s.state, 0, null
      from named as n
     cross join unnest(array['ready', 'running', 'dead']) as s (state)
     where n.is_model
  )
  select 'howdah_jobs', jsonb_build_object('lane', s.lane, 'state', s.state), sum(s.job_count)::double precision,
         'Jobs by lane and state.' || v_all, 'gauge'
    from series as s
   group by s.lane, s.state
  union all
  select 'howdah_oldest_job_seconds', jsonb_build_object('lane', s.lane),
         coalesce(extract(epoch from howdah.clock() - min(s.oldest_at)), 0)::double precision,
         'Age of the oldest job that is due and waits; 0 where none does.' || v_all, 'gauge'
    from series as s
   where s.state = 'ready'
   group by s.lane
  union all
  select 'howdah_lane_paused', jsonb_build_object('lane', p.name),
         (p.paused_until > howdah.clock())::integer, '1 while the lane is paused.' || v_all, 'gauge'
    from (
      select l.name, coalesce(l.paused_until, '-infinity') as paused_until
        from howdah.lanes as l
       where l.provider is not null
      union all
      (select l.name, l.paused_until
         from howdah.lanes as l
        where l.provider is null and l.paused_until > howdah.clock()
        order by l.name
        limit 20)
    ) as p
  union all
  select 'howdah_refused_calls_total', '{}', (q.last_value - (not q.is_called)::integer)::double precision,
         'Calls that a limit, a budget or the kill switch refused.' || v_all, 'counter'
    from howdah.refused_calls_seq as q
  union all
  select 'howdah_calls_off', '{}', howdah_internal.calls_are_off()::integer,
         '1 while howdah.stop_calls() holds.' || v_all, 'gauge'
  union all
  select v.name, '{}', v.value, v.help || v_all, 'gauge'
    from (
      select count(*)::double precision as waiting,
             coalesce(extract(epoch from howdah.clock() - min(o.created_at)), 0)::double precision as oldest
        from howdah.outbox as o
       where o.delivered_at is null and o.given_up_at is null
    ) as w
   cross join lateral (values
     ('howdah_outbox_waiting', w.waiting, 'Events that are not delivered.'),
     ('howdah_outbox_oldest_seconds', w.oldest, 'Age of the oldest of them; 0 where none waits.')
   ) as v (name, value, help)
  union all
  select 'howdah_incidents_open', jsonb_build_object('severity', s.name),
         count(i.id)::double precision, 'Incidents that nobody has acknowledged.' || v_all, 'gauge'
    from unnest(array['warning', 'error']) as s (name)
    left join howdah.incidents as i
      on i.severity = s.name and i.closed_at is null and i.acknowledged_at is null
   group by s.name
  union all
  select m.name, m.labels, m.value, m.help || v_all, 'gauge'
    from howdah_internal.usage_metrics((howdah.now() at time zone 'UTC')::date) as m;
end
$$;
comment on function howdah.worker_metrics is
  'Returns the figures of the whole queue and of the UTC day''s usage that a worker shows at /metrics: name, labels, '
  'value and what it is. Every worker shows the same: take the maximum, not the sum. Lanes of models are there with 0 '
  'too; of lanes of your own the fullest twenty have their names, the others count together. '
  'Example: select * from howdah.worker_metrics().';
grant execute on function howdah.worker_metrics to howdah_worker;
