create or replace function howdah_internal.keep_incident(former howdah.incidents, incident howdah.incidents)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_kept howdah.incidents;
begin
  if (former).id is null then
    insert into howdah.incidents as i (
      tenant_id, metric, subject, period, dimension, user_id, provider, model, feature, prompt, prompt_version,
      severity, observed, expected, excess, last_excess, starts_at, seen_at, odd_periods, text
    )
    values (
      (incident).tenant_id, (incident).metric, (incident).subject, (incident).period, (incident).dimension,
      (incident).user_id, (incident).provider, (incident).model, (incident).feature, (incident).prompt,
      (incident).prompt_version, (incident).severity, (incident).observed, (incident).expected, (incident).excess,
      (incident).last_excess, (incident).starts_at, (incident).seen_at, (incident).odd_periods, (incident).text
    )
    returning i.* into v_kept;
    perform howdah_internal.tell_incident(v_kept, 'opened');
    return;
  end if;
  update howdah.incidents as i
     set user_id = (incident).user_id, provider = (incident).provider, model = (incident).model,
         feature = (incident).feature, prompt = (incident).prompt, prompt_version = (incident).prompt_version,
         severity = (incident).severity, observed = (incident).observed, expected = (incident).expected,
         excess = (incident).excess, last_excess = (incident).last_excess, seen_at = (incident).seen_at,
         odd_periods = (incident).odd_periods, calm_periods = (incident).calm_periods, closed_at = (incident).closed_at,
         text = (incident).text
   where i.tenant_id = (former).tenant_id and i.id = (former).id
  returning i.* into v_kept;
  if v_kept.closed_at is not null then
    perform howdah_internal.tell_incident(v_kept, 'closed');
  elsif v_kept.severity != (former).severity then
    perform howdah_internal.tell_incident(v_kept, 'escalated');
  end if;
end
$$;
comment on function howdah_internal.keep_incident is
  'Writes an incident, and an event where it was opened, escalated or closed; former is its row as it was, locked, or '
  'null for a new one.';
