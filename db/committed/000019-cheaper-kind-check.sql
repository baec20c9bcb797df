--! Previous: sha1:ddfae4a05ebf2294e6bb815f9830a1464f2b3517
--! Hash: sha1:7a3c8237c4e83d8ea2d035aac2486592c1b66286
--! Message: cheaper-kind-check

-- The same words as before. A repetition with a bound makes the regular expression twenty times as dear, and it is run for
-- every job that is claimed.
alter table howdah.jobs
  drop constraint jobs_kind_is_sensible,
  add constraint jobs_kind_is_sensible check (kind ~ '^[a-z][a-z0-9_]*$' and length(kind) <= 61);
