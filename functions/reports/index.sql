-- What an analyst reads.
\ir usage_by_day.sql
\ir cost_by_model.sql
\ir conversation_overview.sql
