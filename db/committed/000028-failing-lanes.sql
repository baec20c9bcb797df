--! Previous: sha1:89557cfddf28be749bc22fabafc7f22646fed32e
--! Hash: sha1:ea49a7cf9bf2e04a9d2626cd0e0cce68036d4483
--! Message: failing-lanes

alter table howdah.models add column refused_params text[] not null default '{}';
comment on column howdah.models.refused_params is
  'Parameters of prompts that its provider does not take; they are not sent.';

alter table howdah.lanes
  add column failure_count integer not null default 0,
  add column failing_since timestamptz;
comment on column howdah.lanes.failure_count is
  'Calls that failed in a row, other than by a refusal: without connection, out of time, or over an error of the '
  'provider''s own.';
comment on column howdah.lanes.failing_since is 'When the first of them was made; null is none.';
