--! Previous: sha1:06c9d61cd1ec907f50da17d01e2b66b41e029e26
--! Hash: sha1:b473dcc3eff81815c3c561ad3d839acbd960abec
--! Message: experiments

create table howdah.experiments (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  prompt text not null,
  label text not null default 'production',
  unit text not null default 'user',
  salt text not null,
  status text not null default 'running',
  winner_version integer,
  started_at timestamptz not null default howdah.now(),
  stopped_at timestamptz,
  constraint experiments_pkey primary key (tenant_id, id),
  constraint experiments_prompt_fkey foreign key (tenant_id, prompt) references howdah.prompts (tenant_id, name),
  constraint experiments_unit_is_known check (unit in ('user', 'conversation', 'tenant')),
  constraint experiments_status_is_known check (status in ('running', 'stopped')),
  constraint experiments_stop_has_a_time check ((status = 'stopped') = (stopped_at is not null))
);
create index experiments_prompt_idx on howdah.experiments (tenant_id, prompt);
create unique index experiments_running_idx on howdah.experiments (tenant_id, prompt, label) where status = 'running';
comment on table howdah.experiments is 'Splits of a prompt''s traffic among versions; one runs per prompt and label.';
comment on column howdah.experiments.unit is 'What stays with one version: a user, a conversation or a tenant.';
comment on column howdah.experiments.salt is 'Hashed with the unit, so that two experiments are independent.';

create table howdah.experiment_variants (
  tenant_id text not null default howdah.current_tenant(),
  experiment_id bigint not null,
  prompt text not null,
  version integer not null,
  weight numeric not null,
  buckets int4multirange not null,
  constraint experiment_variants_pkey primary key (tenant_id, experiment_id, version),
  constraint experiment_variants_experiment_id_fkey foreign key (tenant_id, experiment_id)
    references howdah.experiments (tenant_id, id) on delete cascade,
  constraint experiment_variants_version_fkey foreign key (tenant_id, prompt, version)
    references howdah.prompt_versions (tenant_id, prompt, version),
  constraint experiment_variants_weight_is_positive check (weight > 0 and weight < 'Infinity')
);
create index experiment_variants_version_idx on howdah.experiment_variants (tenant_id, prompt, version);
comment on table howdah.experiment_variants is 'The versions of an experiment and the buckets 0..9999 that each owns.';

create table howdah.experiment_exposures (
  tenant_id text not null default howdah.current_tenant(),
  experiment_id bigint not null,
  unit_id text not null,
  version integer not null,
  created_at timestamptz not null default howdah.now(),
  constraint experiment_exposures_pkey primary key (tenant_id, experiment_id, unit_id),
  constraint experiment_exposures_experiment_id_fkey foreign key (tenant_id, experiment_id)
    references howdah.experiments (tenant_id, id) on delete cascade
);
comment on table howdah.experiment_exposures is 'Which unit has really seen which version, written when it is first used.';

alter table howdah.experiments enable row level security;
alter table howdah.experiment_variants enable row level security;
alter table howdah.experiment_exposures enable row level security;
