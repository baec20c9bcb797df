-- What can be laid again at any time, in the order it is laid. The context comes before the migrations.
\ir security/identity/index.sql
\ir operations/index.sql
\ir limits/index.sql
\ir usage/index.sql
\ir outbox/index.sql
\ir documents/index.sql
\ir queue/index.sql
\ir search/index.sql
\ir prompts/index.sql
\ir conversations/index.sql
\ir cache/index.sql
\ir schedules/index.sql
\ir reports/index.sql
\ir operations/seed/index.sql
\ir audit/index.sql
\ir security/erasure/index.sql
\ir security/index.sql
