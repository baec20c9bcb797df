-- The vector of the question, for retrieval by meaning.
\ir kind.sql
\ir internal/begin_step_embed.sql
\ir internal/store_step_embed.sql
