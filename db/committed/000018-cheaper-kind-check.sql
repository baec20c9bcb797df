--! Previous: sha1:8e36cd068351efa19d0d666433f4e6d172726297
--! Hash: sha1:5a1732beabcdbc6bf2d36c9df3fe372488062efe
--! Message: cheaper-kind-check

-- The same words as before. A repetition with a bound makes the regular expression twenty times as dear, and it is run for
-- every job that is claimed.
alter table howdah.jobs
  drop constraint jobs_kind_is_sensible,
  add constraint jobs_kind_is_sensible check (kind ~ '^[a-z][a-z0-9_]*$' and length(kind) <= 61);
