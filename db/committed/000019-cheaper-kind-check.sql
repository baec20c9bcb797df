--! Previous: sha1:f3b28be2353b7ac64606063a342c394eb6adc992
--! Hash: sha1:67b14356fd058c20d0ac18202017a8b146d26186
--! Message: cheaper-kind-check

-- The same words as before. A repetition with a bound makes the regular expression twenty times as dear, and it is run for
-- every job that is claimed.
alter table howdah.jobs
  drop constraint jobs_kind_is_sensible,
  add constraint jobs_kind_is_sensible check (kind ~ '^[a-z][a-z0-9_]*$' and length(kind) <= 61);
