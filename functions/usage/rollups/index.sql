-- Sums that reports read, exact at any time.
\ir usage_hour_key.sql
\ir note_usage.sql
\ir latency_bucket.sql
\ir latency_percentile.sql
\ir usage_measures.sql
\ir rollup_insert.sql
\ir add_to_rollups.sql
\ir roll_up_usage.sql
\ir rebuild_usage.sql
\ir summarise_day.sql
\ir summarise_days.sql
\ir unrolled_calls.sql
\ir unrolled_usage.sql
\ir usage_day_parts.sql
\ir usage_month_parts.sql
\ir latency_parts.sql
