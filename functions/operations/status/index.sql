-- The one screen of howdah status, as JSON.
\ir internal/row_count.sql
\ir internal/short_time.sql
\ir internal/finding_text.sql
\ir internal/status_state.sql
\ir status.sql
