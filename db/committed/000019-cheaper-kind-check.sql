--! Previous: sha1:2fbb2586035b6efd5329c408e5f0faa336d0d160
--! Hash: sha1:6d260eaa45a37930f59de44463ce2becd68e3548
--! Message: cheaper-kind-check

-- The same words as before. A repetition with a bound makes the regular expression twenty times as dear, and it is run for
-- every job that is claimed.
alter table howdah.jobs
  drop constraint jobs_kind_is_sensible,
  add constraint jobs_kind_is_sensible check (kind ~ '^[a-z][a-z0-9_]*$' and length(kind) <= 61);
