-- JSON asked for once more.
\ir kind.sql
\ir internal/begin_step_repair.sql
\ir internal/store_step_repair.sql
