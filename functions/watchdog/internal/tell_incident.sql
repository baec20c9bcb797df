create or replace function howdah_internal.tell_incident(incident howdah.incidents, state text)
  returns void
  language plpgsql
  volatile
as $$
begin
  perform howdah_internal.add_event(
    'incident', format('incident %s', (incident).id),
    jsonb_strip_nulls(jsonb_build_object(
      'incident_id', (incident).id, 'state', tell_incident.state, 'severity', (incident).severity,
      'metric', (incident).metric, 'period', (incident).period, 'dimension', (incident).dimension,
      'user_id', (incident).user_id, 'provider', (incident).provider, 'model', (incident).model,
      'feature', (incident).feature, 'prompt', (incident).prompt, 'prompt_version', (incident).prompt_version,
      'observed', trim_scale(round((incident).observed, 6)), 'expected', trim_scale(round((incident).expected, 6)),
      'starts_at', (incident).starts_at, 'seen_at', (incident).seen_at, 'closed_at', (incident).closed_at)),
    format('incident %s: %s', tell_incident.state, (incident).text), (incident).tenant_id, (incident).user_id);
end
$$;
comment on function howdah_internal.tell_incident is
  'Writes an event of an incident that was opened, escalated or closed; whoever calls has its row.';
