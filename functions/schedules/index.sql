-- Work that repeats: when it is due, and running it.
\ir cron_field.sql
\ir parse_schedule.sql
\ir day_runs.sql
\ir run_days.sql
\ir next_run.sql
\ir last_run.sql
\ir run_schedule.sql
\ir tick.sql
\ir set_schedule.sql
\ir cron_jobs.sql
\ir uninstall_schedules.sql
\ir install_schedules.sql
\ir delete_cron_history.sql
\ir delete_old_rows.sql
\ir schedule_health.sql
