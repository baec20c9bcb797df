-- The call that answers.
\ir kind.sql
\ir internal/begin_step_answer.sql
\ir internal/store_step_answer.sql
