create or replace function howdah_internal.budget_subject(budget_id bigint, subject text)
  returns text
  language sql
  immutable
return format('budget %s of %s', budget_subject.budget_id, budget_subject.subject);
comment on function howdah_internal.budget_subject is 'A window of a budget, for people: which, and whose.';
