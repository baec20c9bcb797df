-- Who was shown what, who changed what. Laid after the rows that come with howdah: those are no changes.
\ir internal/pseudonym.sql
\ir internal/question_hash.sql
\ir internal/log_hash.sql
\ir internal/change_hash.sql
\ir internal/log_access.sql
\ir internal/log_answer.sql
\ir internal/log_change.sql
\ir internal/refuse_unlogged.sql
\ir internal/tg_logs__guard.sql
\ir internal/tg_logs__chain.sql
\ir internal/tg_logged_rows__note.sql
\ir internal/verify_logs.sql
\ir logged_search.sql
\ir documents_of_user.sql
\ir readers_of_document.sql
\ir changes_of.sql
