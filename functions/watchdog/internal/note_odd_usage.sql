create or replace function howdah_internal.note_odd_usage(
  finding howdah_internal.odd_usage,
  cause howdah_internal.watched_series,
  is_told_by_other boolean
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_scale integer := case when (finding).metric in ('errors', 'refusals', 'cache_share') then 100 else 1 end;
  v_observed numeric := round((finding).observed * v_scale, 6);
  v_expected numeric := round((finding).expected * v_scale, 6);
  v_subject text := howdah_internal.series_subject((finding).series);
  v_former howdah.incidents;
  v_incident howdah.incidents;
begin
  select i.* into v_former
    from howdah.incidents as i
   where i.tenant_id = ((finding).series).tenant_id and i.metric = (finding).metric and i.period = (finding).period
     and i.subject = v_subject and i.closed_at is null
     for update;
  v_incident := v_former;
  if v_former.id is null then
    if not (finding).is_new or note_odd_usage.is_told_by_other
       or howdah_internal.is_told_already(finding) then
      return;
    end if;
    v_incident.tenant_id := ((finding).series).tenant_id;
    v_incident.metric := (finding).metric;
    v_incident.subject := v_subject;
    v_incident.period := (finding).period;
    v_incident.dimension := ((finding).series).dimension;
    v_incident.severity := 'warning';
    v_incident.starts_at := (finding).starts_at;
    v_incident.odd_periods := 1;
    v_incident.excess := (finding).excess;
  elsif v_former.seen_at = (finding).starts_at then
    -- Once more while its period goes on, or when it is over.
    v_incident.excess := v_former.excess - v_former.last_excess + (finding).excess;
  else
    v_incident.odd_periods := v_former.odd_periods + 1;
    v_incident.excess := v_former.excess + (finding).excess;
  end if;
  v_incident.last_excess := (finding).excess;
  v_incident.seen_at := (finding).starts_at;
  v_incident.calm_periods := 0;
  v_incident.observed := v_observed;
  v_incident.expected := v_expected;
  v_incident.user_id := (cause).user_id;
  v_incident.provider := (cause).provider;
  v_incident.model := (cause).model;
  v_incident.feature := (cause).feature;
  v_incident.prompt := (cause).prompt;
  v_incident.prompt_version := (cause).prompt_version;
  v_incident.text := howdah_internal.incident_text(v_incident);
  if v_scale = 1 and v_observed >= 5 * v_expected
     or (finding).metric in ('errors', 'refusals') and v_observed >= 50
     or v_incident.odd_periods >= (case v_incident.period when 'hour' then 6 else 3 end)
       and v_incident.acknowledged_at is null then
    v_incident.severity := 'error';
  end if;
  perform howdah_internal.keep_incident(v_former, v_incident);
end
$$;
comment on function howdah_internal.note_odd_usage is
  'Opens an incident about a finding that is new and that nothing else tells of, or writes down that one goes on: '
  'error from five times the usual on, from half of all answers or calls, or once it lasts six hours or three days.';
