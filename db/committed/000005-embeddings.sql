--! Previous: sha1:47e709f3486f7f9f732ce886b76f54101fb4b492
--! Hash: sha1:0332c57fed5389cabbe8c0ca8eb2c00018af31a1
--! Message: embeddings

create table howdah.embeddings (
  tenant_id text not null default howdah.current_tenant(),
  model_id integer not null,
  chunk_id bigint not null,
  collection text not null,
  owner_id text,
  content_hash bytea not null,
  embedding halfvec not null,
  created_at timestamptz not null default howdah.now(),
  constraint embeddings_pkey primary key (tenant_id, chunk_id, model_id),
  constraint embeddings_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint embeddings_chunk_id_fkey foreign key (tenant_id, chunk_id)
    references howdah.chunks (tenant_id, id) on delete cascade
) partition by list (model_id);
-- No index begins with model_id, which is one value in a partition: without statistics it looks as good as any.
create index embeddings_collection_idx on howdah.embeddings (tenant_id, collection);
create index embeddings_content_hash_idx on howdah.embeddings (tenant_id, content_hash);
comment on table howdah.embeddings is
  'Vectors of chunks, a partition per model; register_model makes the partition and its index.';
comment on column howdah.embeddings.collection is 'Repeated from the chunk, so that search filters without a join.';
comment on column howdah.embeddings.content_hash is
  'Hash of the text that was embedded; differs from the chunk''s only while a new vector is due.';

create table howdah_internal.query_embeddings (
  tenant_id text not null default howdah.current_tenant(),
  model_id integer not null,
  query_hash bytea not null,
  embedding halfvec not null,
  created_at timestamptz not null default howdah.now(),
  constraint query_embeddings_pkey primary key (tenant_id, model_id, query_hash),
  constraint query_embeddings_model_id_fkey foreign key (model_id) references howdah.models (id)
);
create index query_embeddings_model_id_idx on howdah_internal.query_embeddings (model_id);
create index query_embeddings_created_at_idx on howdah_internal.query_embeddings (created_at);
comment on table howdah_internal.query_embeddings is
  'Vectors of questions that were asked before, found by the hash of the question.';

create table howdah_internal.model_changes (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  collection text not null,
  old_model_id integer not null,
  new_model_id integer not null,
  state text not null default 'running',
  fed_to bigint not null default 0,
  is_fed boolean not null default false,
  stalled_at timestamptz,
  error_code text,
  swept_at timestamptz,
  started_at timestamptz not null default howdah.clock(),
  decided_at timestamptz,
  kept_until timestamptz,
  ended_at timestamptz,
  constraint model_changes_pkey primary key (tenant_id, id),
  constraint model_changes_collection_fkey foreign key (tenant_id, collection)
    references howdah.collections (tenant_id, name) on delete cascade,
  constraint model_changes_old_model_id_fkey foreign key (old_model_id) references howdah.models (id),
  constraint model_changes_new_model_id_fkey foreign key (new_model_id) references howdah.models (id),
  constraint model_changes_state_is_known check (state in ('running', 'switched', 'rolled_back', 'cancelled')),
  constraint model_changes_models_differ check (old_model_id != new_model_id)
);
create index model_changes_collection_idx on howdah_internal.model_changes (tenant_id, collection);
create unique index model_changes_running_idx on howdah_internal.model_changes (tenant_id, collection)
  where state = 'running';
create index model_changes_old_model_id_idx on howdah_internal.model_changes (old_model_id);
create index model_changes_new_model_id_idx on howdah_internal.model_changes (new_model_id);
comment on table howdah_internal.model_changes is
  'Collections on their way to another embedding model, and those that went there; one runs at a time.';
comment on column howdah_internal.model_changes.fed_to is
  'Chunks up to this id have been given to the new model''s lane.';
comment on column howdah_internal.model_changes.is_fed is 'Whether that was all of them.';
comment on column howdah_internal.model_changes.stalled_at is
  'Since when chunks are missing for which no job will run: their jobs are dead.';
comment on column howdah_internal.model_changes.error_code is 'SQLSTATE of the last failure to go on with it.';
comment on column howdah_internal.model_changes.decided_at is 'When it was switched, rolled back or cancelled.';
comment on column howdah_internal.model_changes.kept_until is
  'The vectors of the model that lost are kept and filled until then, for going back.';
comment on column howdah_internal.model_changes.ended_at is 'When those vectors were gone.';

alter table howdah.embeddings enable row level security;
alter table howdah_internal.query_embeddings enable row level security;
alter table howdah_internal.model_changes enable row level security;
