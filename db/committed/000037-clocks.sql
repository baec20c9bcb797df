--! Previous: sha1:14bdbf136874c70fe6d345304668555d4df83f23
--! Hash: sha1:a647c93db176ba43c6510b7583a5bc26803c995a
--! Message: clocks

-- A run is noted before its work: what never ended shows.
alter table howdah.schedule_runs
  alter column finished_at drop not null,
  drop constraint schedule_runs_outcome_is_known,
  add constraint schedule_runs_outcome_is_known check (outcome in ('running', 'done', 'failed')),
  add constraint schedule_runs_only_running_is_open check ((outcome = 'running') = (finished_at is null));
create index schedule_runs_running_idx on howdah.schedule_runs (schedule) where outcome = 'running';
comment on column howdah.schedule_runs.outcome is
  'running, done or failed; what began and never ended is failed when it begins the next time.';

create table howdah_internal.clock_looks (
  task text not null,
  seen_at timestamptz not null,
  doubted_at timestamptz,
  constraint clock_looks_pkey primary key (task)
);
comment on table howdah_internal.clock_looks is
  'When a task that deletes for good last looked at the clock: one that has leapt since is not believed at once.';
comment on column howdah_internal.clock_looks.seen_at is 'The newest time that was believed, to the hour.';
comment on column howdah_internal.clock_looks.doubted_at is
  'First look at a time that lay too far ahead; a day later it is believed.';
alter table howdah_internal.clock_looks enable row level security;
