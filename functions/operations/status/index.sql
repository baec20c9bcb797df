-- The one screen of howdah status, as JSON.
\ir row_count.sql
\ir status_lanes.sql
\ir status_usage.sql
\ir status_budgets.sql
\ir status_search.sql
\ir short_time.sql
\ir status_state.sql
\ir status.sql
