--! Previous: sha1:c2711df5f86725fa7e34953e2850b866e36b9813
--! Hash: sha1:7cce8f5e7d453cbfa57e42c29bf9a7399ad8bf04
--! Message: cheaper-kind-check

-- The same words as before. A repetition with a bound makes the regular expression twenty times as dear, and it is run for
-- every job that is claimed.
alter table howdah.jobs
  drop constraint jobs_kind_is_sensible,
  add constraint jobs_kind_is_sensible check (kind ~ '^[a-z][a-z0-9_]*$' and length(kind) <= 61);
