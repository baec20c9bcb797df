--! Previous: sha1:90eebf2fde795ed801c8b9704171576ae75a4737
--! Hash: sha1:f679ef1694565c1bf78086176cab222e9d5dfa64
--! Message: schedules

create table howdah.schedules (
  name text not null,
  schedule text not null,
  time_zone text not null default 'UTC',
  function text not null,
  is_enabled boolean not null default true,
  description text not null,
  watermark timestamptz,
  constraint schedules_pkey primary key (name),
  constraint schedules_name_is_sensible check (name ~ '^[a-z][a-z0-9-]{0,60}$')
);
comment on table howdah.schedules is 'Work that repeats; run by pg_cron, or by the worker through tick().';
comment on column howdah.schedules.schedule is 'Five cron fields: minute, hour, day of month, month, day of week.';
comment on column howdah.schedules.function is 'Name of a function in this schema without required parameters.';
comment on column howdah.schedules.watermark is 'Due times up to here have been run.';

create table howdah.schedule_runs (
  id bigint not null generated always as identity,
  schedule text not null,
  due_at timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  error_message text,
  constraint schedule_runs_pkey primary key (id),
  constraint schedule_runs_due_at_key unique (schedule, due_at),
  constraint schedule_runs_schedule_fkey foreign key (schedule) references howdah.schedules (name) on delete cascade,
  constraint schedule_runs_outcome_is_known check (outcome in ('done', 'failed'))
);
comment on table howdah.schedule_runs is 'Every run of a schedule: when it was due, how long it took, how it ended.';

alter table howdah.schedules enable row level security;
alter table howdah.schedule_runs enable row level security;
