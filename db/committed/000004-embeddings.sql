--! Previous: sha1:694a42d20fbbd4d4e391c66f2b431da278d5bf7f
--! Hash: sha1:e286394ce34c1cef5ae5a113889900512c7998d5
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
comment on table howdah.embeddings is 'Vectors of chunks, a partition per model; register_model makes the partition and its index.';
comment on column howdah.embeddings.collection is 'Repeated from the chunk, so that search filters without a join.';
comment on column howdah.embeddings.content_hash is 'Hash of the text that was embedded; differs from the chunk''s only while a new vector is due.';

create table howdah.query_embeddings (
  tenant_id text not null default howdah.current_tenant(),
  model_id integer not null,
  query_hash bytea not null,
  embedding halfvec not null,
  created_at timestamptz not null default howdah.now(),
  constraint query_embeddings_pkey primary key (tenant_id, model_id, query_hash),
  constraint query_embeddings_model_id_fkey foreign key (model_id) references howdah.models (id)
);
create index query_embeddings_model_id_idx on howdah.query_embeddings (model_id);
create index query_embeddings_created_at_idx on howdah.query_embeddings (created_at);
comment on table howdah.query_embeddings is 'Vectors of questions that were asked before, found by the hash of the question.';

create table howdah.lexeme_stats (
  tenant_id text not null default howdah.current_tenant(),
  language text not null,
  lexeme text not null,
  chunk_count bigint not null,
  constraint lexeme_stats_pkey primary key (tenant_id, language, lexeme)
);
comment on table howdah.lexeme_stats is 'In how many chunks a lexeme stands, per tenant and language; refreshed by schedule.';

create table howdah.corpus_stats (
  tenant_id text not null default howdah.current_tenant(),
  language text not null,
  chunk_count bigint not null,
  lexeme_count bigint not null,
  last_chunk_id bigint not null default 0,
  refreshed_at timestamptz not null default howdah.now(),
  constraint corpus_stats_pkey primary key (tenant_id, language)
);
comment on column howdah.corpus_stats.last_chunk_id is 'Chunks up to this one are counted.';
comment on table howdah.corpus_stats is 'Size of a tenant''s corpus in one language, for BM25.';

alter table howdah.embeddings enable row level security;
alter table howdah.query_embeddings enable row level security;
alter table howdah.lexeme_stats enable row level security;
alter table howdah.corpus_stats enable row level security;
