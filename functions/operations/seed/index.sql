-- Rows that come with howdah; repeated installs add what is missing and keep what was set.
\ir settings.sql
\ir flags.sql
\ir models.sql
\ir prompts.sql
\ir prices/index.sql
\ir partitions.sql
\ir schedules.sql
\ir watch_functions.sql
