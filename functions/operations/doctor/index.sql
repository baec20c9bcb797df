-- What is wrong, since when, and what to do; each finding has a code that others can ask for.
\ir internal/failure_advice.sql
\ir internal/queue_findings.sql
\ir internal/price_findings.sql
\ir internal/money_findings.sql
\ir internal/upkeep_findings.sql
\ir internal/watch_findings.sql
\ir internal/outbox_findings.sql
\ir internal/name_findings.sql
\ir internal/summary_findings.sql
\ir internal/install_findings.sql
\ir internal/server_findings.sql
\ir internal/finding_rank.sql
\ir internal/wait_findings.sql
\ir internal/clock_findings.sql
\ir internal/findings.sql
\ir doctor.sql
\ir wait_reason.sql
