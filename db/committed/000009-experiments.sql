--! Previous: sha1:7c78627699c115c0e92cfc89c4c6224b1e0da5ba
--! Hash: sha1:69a8abe9fc9f4a4c57df4047fe4635c9f794ca8b
--! Message: experiments

create table howdah.experiments (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  prompt text not null,
  label text not null default 'production',
  unit text not null default 'user',
  scored_by text not null default 'user',
  salt text not null,
  status text not null default 'running',
  phase integer not null default 1,
  control_version integer not null,
  winner_version integer,
  started_by text,
  started_at timestamptz not null default howdah.now(),
  stopped_by text,
  stopped_at timestamptz,
  constraint experiments_pkey primary key (tenant_id, id),
  constraint experiments_prompt_fkey foreign key (tenant_id, prompt) references howdah.prompts (tenant_id, name),
  constraint experiments_control_version_fkey foreign key (tenant_id, prompt, control_version)
    references howdah.prompt_versions (tenant_id, prompt, version),
  constraint experiments_unit_is_known check (unit in ('user', 'conversation', 'tenant')),
  constraint experiments_scored_by_is_known check (scored_by in ('user', 'rule', 'judge')),
  constraint experiments_status_is_known check (status in ('running', 'stopped')),
  constraint experiments_stop_has_a_time check ((status = 'stopped') = (stopped_at is not null))
);
create index experiments_control_version_idx on howdah.experiments (tenant_id, prompt, control_version);
create unique index experiments_running_idx on howdah.experiments (tenant_id, prompt, label) where status = 'running';
comment on table howdah.experiments is 'Splits of a prompt''s traffic among versions; one runs per prompt and label.';
comment on column howdah.experiments.unit is 'What stays with one version: a user, a conversation or a tenant.';
comment on column howdah.experiments.scored_by is
  'Whose scores its versions are judged by: those of users, rules or judges.';
comment on column howdah.experiments.salt is 'Hashed with the unit, so that two experiments are independent.';
comment on column howdah.experiments.phase is 'Counts the splits: 1 at the start, one more for each ramp.';
comment on column howdah.experiments.control_version is
  'What the others are compared with: the active version, where it takes part.';

create table howdah.experiment_variants (
  tenant_id text not null default howdah.current_tenant(),
  experiment_id bigint not null,
  phase integer not null,
  prompt text not null,
  version integer not null,
  weight integer not null,
  buckets int4multirange not null,
  created_at timestamptz not null default howdah.now(),
  constraint experiment_variants_pkey primary key (tenant_id, experiment_id, phase, version),
  constraint experiment_variants_experiment_id_fkey foreign key (tenant_id, experiment_id)
    references howdah.experiments (tenant_id, id) on delete cascade,
  constraint experiment_variants_version_fkey foreign key (tenant_id, prompt, version)
    references howdah.prompt_versions (tenant_id, prompt, version),
  constraint experiment_variants_weight_is_a_share check (weight between 0 and 10000)
);
create index experiment_variants_version_idx on howdah.experiment_variants (tenant_id, prompt, version);
comment on table howdah.experiment_variants is
  'The versions of an experiment and the buckets 0..9999 that each owns, phase by phase.';
comment on column howdah.experiment_variants.weight is 'Ten-thousandths of the units: how many buckets it owns.';

create table howdah.experiment_exposures (
  tenant_id text not null default howdah.current_tenant(),
  experiment_id bigint not null,
  unit_id text not null,
  phase integer not null,
  version integer not null,
  created_at timestamptz not null default howdah.now(),
  constraint experiment_exposures_pkey primary key (tenant_id, experiment_id, unit_id, version),
  constraint experiment_exposures_version_fkey foreign key (tenant_id, experiment_id, phase, version)
    references howdah.experiment_variants (tenant_id, experiment_id, phase, version) on delete cascade
);
create index experiment_exposures_version_idx on howdah.experiment_exposures (tenant_id, experiment_id, phase, version);
comment on table howdah.experiment_exposures is
  'Which unit has really seen which version, written when it is first used; a ramp may move a unit, its first version '
  'counts.';

alter table howdah.experiments enable row level security;
alter table howdah.experiment_variants enable row level security;
alter table howdah.experiment_exposures enable row level security;
