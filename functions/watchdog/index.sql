-- What is odd in the usage: each hour and day against the same of the weeks before, and where budgets will end.
\ir internal/watched_usage.sql
\ir internal/fill_watched_usage.sql
\ir internal/watch_windows.sql
\ir internal/watched_period.sql
\ir internal/watched_figures.sql
\ir internal/watch_rules.sql
\ir internal/series_sums.sql
\ir internal/series_subject.sql
\ir internal/incident_series.sql
\ir internal/in_series.sql
\ir internal/weekly_figures.sql
\ir internal/usual_doubt.sql
\ir internal/usual_figure.sql
\ir internal/series_noise.sql
\ir internal/odd_series.sql
-- Where it comes from, and whether another tells of it.
\ir internal/dimension_rank.sql
\ir internal/cell_excess.sql
\ir internal/odd_causes.sql
\ir internal/is_told_already.sql
\ir internal/incident_text.sql
\ir internal/tell_incident.sql
\ir internal/keep_incident.sql
\ir internal/note_odd_usage.sql
\ir internal/judge_usage.sql
-- Where budgets will end.
\ir internal/budget_subject.sql
\ir internal/budget_days.sql
\ir internal/forecast_budgets.sql
\ir budget_forecasts.sql
\ir internal/judge_budgets.sql
\ir internal/watch_usage.sql
\ir acknowledge_incident.sql
