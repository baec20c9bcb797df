create or replace function howdah_internal.incident_text(incident howdah.incidents)
  returns text
  language plpgsql
  stable
as $$
declare
  v_zone text := coalesce(
    (select t.time_zone from howdah.tenants as t where t.tenant_id = (incident_text.incident).tenant_id), 'UTC');
  v_observed numeric := (incident).observed;
  v_expected numeric := (incident).expected;
  v_digits integer := case when greatest(v_observed, v_expected) >= 100 then 0 else 2 end;
  v_unit text := case (incident).metric
    when 'cost' then ' cents' when 'latency' then ' ms' when 'calls' then '' when 'tokens_per_answer' then ''
    else ' %' end;
  v_series howdah_internal.watched_series := howdah_internal.incident_series(incident);
  v_cause text;
begin
  -- What the series itself does not say.
  v_cause := howdah_internal.series_subject(row(
    (incident).tenant_id, 'cause', case when v_series.user_id is null then (incident).user_id end,
    case when v_series.provider is null then (incident).provider end,
    case when v_series.model is null then (incident).model end,
    case when v_series.feature is null then (incident).feature end,
    case when v_series.prompt is null then (incident).prompt end,
    case when v_series.prompt is null then (incident).prompt_version end)::howdah_internal.watched_series);
  return format('%s of %s: %s%s instead of about %s%s%s in the %s from %s %s',
      case (incident).metric
        when 'tokens_per_answer' then 'tokens an answer' when 'latency' then 'mean latency'
        when 'errors' then 'failed calls' when 'refusals' then 'answers that say nothing'
        when 'cache_share' then 'answers from the cache' else (incident).metric end,
      (incident).subject, trim_scale(round(v_observed, v_digits)), v_unit, trim_scale(round(v_expected, v_digits)),
      v_unit,
      case when v_unit != ' %' and v_expected > 0 then
        format(' (%s %%)', to_char(round(100 * (v_observed / v_expected - 1)), 'FMSG999999999990')) end,
      (incident).period, to_char((incident).seen_at at time zone v_zone, 'YYYY-MM-DD HH24:MI'), v_zone)
    || coalesce('; most of it: ' || nullif(v_cause, ''), '');
end
$$;
comment on function howdah_internal.incident_text is
  'An incident in a sentence: what, whose, how much instead of how much, when, and who has most of it.';
