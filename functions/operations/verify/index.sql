-- What must always hold, part by part.
\ir verify_documents.sql
\ir verify_conversations.sql
\ir verify_queue.sql
\ir verify_usage.sql
\ir verify.sql
