-- Work that repeats: when it is due, and running it.
\ir internal/cron_field.sql
\ir internal/parse_schedule.sql
\ir internal/day_runs.sql
\ir internal/nearest_run.sql
\ir next_run.sql
\ir run_schedule.sql
\ir tick.sql
\ir set_schedule.sql
\ir internal/cron_jobs.sql
\ir uninstall_schedules.sql
\ir install_schedules.sql
\ir internal/delete_cron_history.sql
\ir internal/delete_old_rows.sql
\ir schedule_health.sql
