-- The passages for a question in a better order, by a model that reads them.
\ir kind.sql
\ir internal/fit_documents.sql
\ir internal/begin_step_rerank.sql
\ir internal/store_step_rerank.sql
