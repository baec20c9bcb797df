-- Sums that reports read, exact at any time.
\ir usage_hour_key.sql
\ir note_usage.sql
\ir latency_bucket.sql
\ir latency_percentile.sql
\ir add_to_rollups.sql
\ir roll_up_usage.sql
\ir rebuild_usage.sql
\ir summarise_day.sql
\ir summarise_days.sql
\ir unrolled_usage.sql
