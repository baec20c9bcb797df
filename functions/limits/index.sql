\ir applicable_budgets.sql
\ir budget_room.sql
\ir hold_budget.sql
\ir spend_budget.sql
\ir set_budget.sql
\ir hold_job_budget.sql
\ir release_job_budget.sql
\ir budget_status.sql
