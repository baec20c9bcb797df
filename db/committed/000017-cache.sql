--! Previous: sha1:4fdaf4b084d25897501bb7f8c0dbf63ba7d5f8c6
--! Hash: sha1:93a5e81dc060b98c21349c791d6d54c8ff7aace2
--! Message: cache

create table howdah_internal.llm_cache (
  tenant_id text not null default howdah.current_tenant(),
  key bytea not null,
  scope text not null default 'user',
  user_id text,
  model_id integer not null,
  prompt_version_id bigint,
  response text not null,
  input_tokens integer,
  output_tokens integer,
  cost_cents numeric(20, 10),
  hit_count bigint not null default 0,
  created_at timestamptz not null default howdah.now(),
  expires_at timestamptz not null,
  constraint llm_cache_pkey primary key (tenant_id, key),
  constraint llm_cache_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint llm_cache_prompt_version_id_fkey foreign key (tenant_id, prompt_version_id)
    references howdah.prompt_versions (tenant_id, id),
  constraint llm_cache_scope_is_known check (scope in ('user', 'tenant'))
);
create index llm_cache_model_id_idx on howdah_internal.llm_cache (model_id);
create index llm_cache_prompt_version_id_idx on howdah_internal.llm_cache (tenant_id, prompt_version_id);
create index llm_cache_expires_at_idx on howdah_internal.llm_cache (expires_at);
create index llm_cache_user_id_idx on howdah_internal.llm_cache (tenant_id, user_id);
comment on table howdah_internal.llm_cache is
  'Answers that may be given again to the same request, until they expire or a source changes.';
comment on column howdah_internal.llm_cache.key is
  'SHA-256 of the canonical request, with tenant, user, prompt version, model, params and sources.';
comment on column howdah_internal.llm_cache.scope is
  'Who may be given the answer: the user, or every user of the tenant.';
comment on column howdah_internal.llm_cache.user_id is 'Who asked first; null for the application itself.';
comment on column howdah_internal.llm_cache.cost_cents is
  'US cents of the call, saved with every hit; null when the price is not known.';

create table howdah_internal.llm_cache_sources (
  tenant_id text not null default howdah.current_tenant(),
  key bytea not null,
  document_id uuid not null,
  constraint llm_cache_sources_pkey primary key (tenant_id, key, document_id),
  constraint llm_cache_sources_key_fkey foreign key (tenant_id, key)
    references howdah_internal.llm_cache (tenant_id, key) on delete cascade
);
create index llm_cache_sources_document_id_idx on howdah_internal.llm_cache_sources (tenant_id, document_id);
comment on table howdah_internal.llm_cache_sources is
  'Documents a cached answer used; a change of one deletes the answer in the same transaction.';

create table howdah_internal.llm_cache_flights (
  tenant_id text not null default howdah.current_tenant(),
  key bytea not null,
  job_id bigint not null,
  token bigint not null,
  constraint llm_cache_flights_pkey primary key (tenant_id, key)
);
create index llm_cache_flights_job_id_idx on howdah_internal.llm_cache_flights (job_id);
comment on table howdah_internal.llm_cache_flights is 'Calls under way whose answer others wait for, one a request.';
comment on column howdah_internal.llm_cache_flights.token is
  'Of the claim that makes the call; a later claim of the job is another call.';

create table howdah_internal.llm_cache_waiters (
  tenant_id text not null default howdah.current_tenant(),
  job_id bigint not null,
  key bytea not null,
  constraint llm_cache_waiters_pkey primary key (tenant_id, job_id)
);
create index llm_cache_waiters_key_idx on howdah_internal.llm_cache_waiters (tenant_id, key);
create index llm_cache_waiters_job_id_idx on howdah_internal.llm_cache_waiters (job_id);
comment on table howdah_internal.llm_cache_waiters is 'Jobs of answers that wait for the call of an equal request.';

alter table howdah_internal.llm_cache enable row level security;
alter table howdah_internal.llm_cache_sources enable row level security;
alter table howdah_internal.llm_cache_flights enable row level security;
alter table howdah_internal.llm_cache_waiters enable row level security;
