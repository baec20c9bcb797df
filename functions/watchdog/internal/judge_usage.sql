create or replace function howdah_internal.judge_usage(period text, at timestamptz)
  returns void
  language plpgsql
  volatile
  set jit = off
as $$
#variable_conflict use_column
declare
  v_odd howdah_internal.odd_usage[];
  v_former howdah.incidents;
  v_incident howdah.incidents;
begin
  v_odd := array(select o from howdah_internal.odd_series(judge_usage.period, judge_usage.at) as o);
  perform howdah_internal.note_odd_usage(c.finding, c.cause, c.is_told_by_other)
     from howdah_internal.odd_causes(v_odd) as c;
  for v_former in
    select i.*
      from howdah.incidents as i
     cross join lateral howdah_internal.watched_period(judge_usage.period, judge_usage.at, i.tenant_id) as p
     where i.closed_at is null and i.period = judge_usage.period and p.is_over and i.seen_at < p.starts_at
     order by i.tenant_id, i.id
       for update of i
  loop
    v_incident := v_former;
    v_incident.calm_periods := v_former.calm_periods + 1;
    if v_incident.calm_periods >= (case v_former.period when 'hour' then 2 else 1 end) then
      v_incident.closed_at := howdah.now();
    end if;
    perform howdah_internal.keep_incident(v_former, v_incident);
  end loop;
end
$$;
comment on function howdah_internal.judge_usage is
  'Opens incidents about what is odd in the hour that begins at a time, or the local day around it, carries on those '
  'that are open, and closes them after two hours or one day without.';
