--! Previous: sha1:3f86b7de56960262cd319d8b9351d03a96138382
--! Hash: sha1:cca6847d06718d50664000f4d74b5a3312a1ac68
--! Message: usage-corrections

alter table howdah_internal.late_usage add column replaced jsonb;
comment on column howdah_internal.late_usage.replaced is
  'Null for a latecomer. Else the call is in the roll-ups as an estimate that was corrected since: what is to be added '
  'to take it out of them again.';
