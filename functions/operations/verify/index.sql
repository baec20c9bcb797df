-- What must always hold, part by part.
\ir internal/verify_documents.sql
\ir internal/verify_conversations.sql
\ir internal/verify_queue.sql
\ir internal/verify_usage.sql
\ir internal/verify_guards.sql
\ir verify.sql
