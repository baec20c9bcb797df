create or replace function howdah_internal.incident_series(incident howdah.incidents)
  returns howdah_internal.watched_series
  language sql
  stable
return row((incident_series.incident).tenant_id, (incident_series.incident).dimension,
  case when (incident_series.incident).dimension in ('user', 'user_prompt')
    then (incident_series.incident).user_id end,
  case when (incident_series.incident).dimension = 'model' then (incident_series.incident).provider end,
  case when (incident_series.incident).dimension = 'model' then (incident_series.incident).model end,
  case when (incident_series.incident).dimension in ('feature', 'user_prompt')
    then coalesce((incident_series.incident).feature, '') end,
  case when (incident_series.incident).dimension in ('prompt', 'user_prompt')
    then coalesce((incident_series.incident).prompt, '') end,
  case when (incident_series.incident).dimension in ('prompt', 'user_prompt')
    then coalesce((incident_series.incident).prompt_version, 0) end
)::howdah_internal.watched_series;
comment on function howdah_internal.incident_series is
  'The series that an incident was found in; who has most of it, which it names too, tells nothing apart.';
