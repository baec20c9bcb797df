create or replace function howdah_internal.incident_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'incident', i.severity, format('tenant %s', i.tenant_id), i.text, i.opened_at,
         format(
           'it closes by itself; where it is known  select howdah.acknowledge_incident(%s, ''why'')', i.id)
    from howdah.incidents as i
   where i.closed_at is null and i.acknowledged_at is null;
end
$$;
comment on function howdah_internal.incident_findings is
  'Incidents of the watchdog that are open and that nobody has acknowledged.';
