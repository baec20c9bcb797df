create or replace function howdah_internal.finding_rank(code text, severity text)
  returns integer
  language sql
  immutable
return (finding_rank.severity != 'error')::integer * 100 + coalesce(array_position(array[
  -- A cause before what follows from it.
  'not_installed', 'other_install', 'late_sequence', 'read_only', 'calls_off', 'budget_exhausted', 'no_worker',
  'provider_unserved', 'lane_unpriced', 'lane_paused', 'calls_fail', 'call_failed', 'unknown_model',
  'local_collection', 'cron_moved', 'schedule_hangs',
  'schedules_overdue', 'clock_leapt', 'schedule_failed'
], finding_rank.code), 50);
comment on function howdah_internal.finding_rank is
  'Place of a finding among others, errors first: what is said first is what has to be put right first.';
