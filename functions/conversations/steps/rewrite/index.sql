-- A question that leans on what was said before it, made one that stands alone, for its retrieval.
\ir kind.sql
\ir internal/ensure_rewrite_prompt.sql
\ir internal/needs_rewrite.sql
\ir internal/recent_turns.sql
\ir internal/rewrite_model.sql
\ir internal/rewrite_key.sql
\ir internal/compose_rewrite.sql
\ir internal/refuse_rewrite.sql
\ir internal/read_rewrite.sql
\ir internal/keep_rewrite.sql
\ir internal/give_kept_rewrite.sql
\ir internal/begin_step_rewrite.sql
\ir internal/store_step_rewrite.sql
