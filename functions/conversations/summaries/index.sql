-- What was said before the turns that a request has room for, in short: when it is due, its run, what a request takes.
\ir internal/history_step.sql
\ir internal/branch_summaries.sql
\ir internal/history_summary.sql
\ir internal/summary_block.sql
\ir internal/ensure_summary_prompt.sql
\ir internal/summary_model.sql
\ir internal/summary_due.sql
\ir internal/start_summary.sql
\ir internal/plan_summary.sql
\ir internal/compose_summary.sql
\ir internal/keep_summary.sql
\ir internal/with_summary_runs.sql
\ir internal/tg_messages__stale_summaries.sql
\ir summaries_of_conversation.sql
