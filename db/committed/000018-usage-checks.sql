--! Previous: sha1:8e36cd068351efa19d0d666433f4e6d172726297
--! Hash: sha1:ddfae4a05ebf2294e6bb815f9830a1464f2b3517
--! Message: usage-checks

-- PostgreSQL reads the text of a CHECK and of a generated column anew at every statement that writes the table, which was
-- an eighth of what an admitted call costs. What is long moves into the trigger tg_llm_usage__check, whose expressions are
-- read once a session; what stays is written short.
alter table howdah.llm_usage
  drop constraint llm_usage_kind_is_known,
  drop constraint llm_usage_status_is_known,
  drop constraint llm_usage_service_class_is_known,
  drop constraint llm_usage_money_is_finite,
  drop constraint llm_usage_counts_are_not_negative,
  drop constraint llm_usage_subsets_fit,
  alter column tokens_used drop expression,
  alter column is_unpriced drop expression;
comment on column howdah.llm_usage.tokens_used is 'Input and output tokens; filled by a trigger.';
comment on column howdah.llm_usage.is_unpriced is
  'What it cost is not known; filled by a trigger. A call that failed before it spent anything cost 0, and is none.';

-- The constraints of a domain are read once a session. Its infinity is refused by the type, NaN and what is negative here.
create domain howdah.cents as numeric(20, 10) check (value >= 0 and value < 'Infinity');
comment on domain howdah.cents is 'US cents that are spent or held: a number, and not negative.';
create domain howdah.reservation_status as text check (value in ('held', 'cancelled', 'expired'));
comment on domain howdah.reservation_status is
  'held; cancelled or expired once what was held is given back and the call may still be settled.';
alter table howdah.reservations
  drop constraint reservations_amount_is_finite,
  drop constraint reservations_status_is_known,
  alter column amount_cents type howdah.cents,
  alter column status type howdah.reservation_status;
-- They show the columns, and are laid again after the migrations.
drop view if exists howdah.budget_alerts, howdah.budget_status;
alter table howdah.budget_windows
  drop constraint budget_windows_amounts_are_finite,
  alter column spent_cents type howdah.cents,
  alter column reserved_cents type howdah.cents;

-- Nearly empty pages, so that a price is found through its index from the first one on: the planner reads a small dense
-- table as a whole, and a comparison with every price was a twentieth of a call.
alter table howdah.model_prices set (fillfactor = 10);
