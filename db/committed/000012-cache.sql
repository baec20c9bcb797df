--! Previous: sha1:e6361691433961a3308012329d473a7947d3ed2a
--! Hash: sha1:66027ba0885b494a0ef1521452696e5c2b944746
--! Message: cache

create table howdah.llm_cache (
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
  constraint llm_cache_scope_is_known check (scope in ('user', 'tenant', 'all')),
  constraint llm_cache_user_scope_has_a_user check (scope != 'user' or user_id is not null)
);
create index llm_cache_model_id_idx on howdah.llm_cache (model_id);
create index llm_cache_prompt_version_id_idx on howdah.llm_cache (tenant_id, prompt_version_id);
create index llm_cache_expires_at_idx on howdah.llm_cache (expires_at);
comment on table howdah.llm_cache is 'Answers that may be given again to the same request, until they expire or a source changes.';
comment on column howdah.llm_cache.key is 'SHA-256 of the canonical request, with tenant, user, prompt version, model, params and sources.';

create table howdah.llm_cache_sources (
  tenant_id text not null default howdah.current_tenant(),
  key bytea not null,
  document_id uuid not null,
  constraint llm_cache_sources_pkey primary key (tenant_id, key, document_id),
  constraint llm_cache_sources_key_fkey foreign key (tenant_id, key)
    references howdah.llm_cache (tenant_id, key) on delete cascade
);
create index llm_cache_sources_document_id_idx on howdah.llm_cache_sources (tenant_id, document_id);
comment on table howdah.llm_cache_sources is 'Documents a cached answer used; a change of one deletes the answer in the same transaction.';

alter table howdah.llm_cache enable row level security;
alter table howdah.llm_cache_sources enable row level security;
