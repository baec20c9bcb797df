-- One file a part: which rows of its tables which group role reads. No group role writes a table.
\ir identity.sql
\ir models.sql
\ir documents.sql
\ir search.sql
\ir conversations.sql
\ir prompts.sql
\ir usage.sql
\ir billing.sql
\ir limits.sql
\ir schedules.sql
\ir queue.sql
\ir audit.sql
\ir outbox.sql
