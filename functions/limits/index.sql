-- Rates and budgets: what may be called, admitted before the call and settled after it.
\ir internal/is_limited_plan.sql
\ir internal/notice_scope.sql
\ir set_rate_limit.sql
\ir internal/wake_jobs.sql
\ir internal/unblock_heads.sql
\ir set_budget.sql
\ir stop_calls.sql
\ir resume_calls.sql
\ir internal/calls_are_off.sql
\ir internal/bucket_level.sql
\ir internal/period_seconds.sql
\ir internal/plan_of.sql
\ir internal/applicable_limits.sql
\ir internal/applicable_budgets.sql
-- Room: may it be taken?
\ir internal/estimated_cost.sql
\ir internal/rate_room.sql
\ir internal/budget_room.sql
\ir internal/has_budget_room.sql
-- Hold: take it for a call.
\ir internal/call_budgets.sql
\ir internal/hold_rates.sql
\ir internal/hold_budget.sql
\ir internal/lock_windows.sql
\ir internal/lock_holds.sql
\ir internal/replace_hold.sql
\ir internal/fitting_jobs.sql
\ir internal/hold_job_budget.sql
\ir internal/admit_call.sql
\ir admit.sql
\ir internal/refusal_text.sql
\ir internal/admit_message.sql
-- Settle: what was used takes the place of what was held.
\ir internal/settle_rates.sql
\ir internal/alert_budget.sql
\ir internal/settle_window.sql
\ir internal/settle_call.sql
\ir settle.sql
-- Release: nothing was used.
\ir internal/release_holds.sql
\ir internal/share_of_holds.sql
\ir internal/release_job_holds.sql
\ir cancel_reservation.sql
\ir internal/expire_reservations.sql
\ir limit_status.sql
\ir rate_status.sql
\ir budget_status.sql
\ir budget_alerts.sql
