--! Previous: sha1:93a5e81dc060b98c21349c791d6d54c8ff7aace2
--! Hash: sha1:3b84cacae2f8c60a77e1325ab612e7d357c51b30
--! Message: schedules

create table howdah.schedules (
  name text not null,
  schedule text not null,
  time_zone text not null default 'UTC',
  function text not null,
  is_enabled boolean not null default true,
  description text not null,
  next_run_at timestamptz,
  last_run_at timestamptz,
  constraint schedules_pkey primary key (name),
  constraint schedules_function_is_a_name check (function ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint schedules_name_is_sensible check (name ~ '^[a-z][a-z0-9-]{0,60}$')
);
comment on table howdah.schedules is 'Work that repeats; run by pg_cron, or by the worker through tick().';
comment on column howdah.schedules.schedule is 'Five cron fields: minute, hour, day of month, month, day of week.';
comment on column howdah.schedules.function is 'Name of a function in this schema without required parameters.';
comment on column howdah.schedules.next_run_at is
  'When it is due next; what was missed before is made up for in one run.';
comment on column howdah.schedules.last_run_at is 'When it ran last, whether it succeeded or not.';

create table howdah.schedule_runs (
  id bigint not null generated always as identity,
  schedule text not null,
  due_at timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  missed_since timestamptz,
  outcome text not null,
  error_message text,
  constraint schedule_runs_pkey primary key (id),
  constraint schedule_runs_due_at_key unique (schedule, due_at),
  constraint schedule_runs_schedule_fkey foreign key (schedule) references howdah.schedules (name) on delete cascade,
  constraint schedule_runs_outcome_is_known check (outcome in ('done', 'failed'))
);
create index schedule_runs_finished_at_idx on howdah.schedule_runs (finished_at);
comment on table howdah.schedule_runs is 'Every run of a schedule: when it was due, how long it took, how it ended.';
comment on column howdah.schedule_runs.missed_since is
  'First due time without a run of its own, when this run makes up for some; null when none was missed.';

alter table howdah.schedules enable row level security;
alter table howdah.schedule_runs enable row level security;
