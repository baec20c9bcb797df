--! Previous: sha1:8e36cd068351efa19d0d666433f4e6d172726297
--! Hash: sha1:f3b28be2353b7ac64606063a342c394eb6adc992
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

-- Minus NaN is not <= 0 either, and infinity does not fit into the type.
alter table howdah.budget_windows
  drop constraint budget_windows_amounts_are_finite,
  add constraint budget_windows_amounts_are_finite check (greatest(-spent_cents, -reserved_cents) <= 0);

-- Nearly empty pages, so that a price is found through its index from the first one on: the planner reads a small dense
-- table as a whole, and a comparison with every price was a twentieth of a call.
alter table howdah.model_prices set (fillfactor = 10);
