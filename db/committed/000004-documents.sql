--! Previous: sha1:455643923fc56ec9a3f46cfd71f00eefd79ce115
--! Hash: sha1:47e709f3486f7f9f732ce886b76f54101fb4b492
--! Message: documents

create table howdah.collections (
  tenant_id text not null default howdah.current_tenant(),
  name text not null,
  embedding_model_id integer not null,
  chunk_tokens integer not null default 400,
  chunk_overlap integer not null default 40,
  language text not null default 'english',
  description text,
  shared_chunk_count bigint not null default 0,
  created_at timestamptz not null default howdah.now(),
  constraint collections_pkey primary key (tenant_id, name),
  constraint collections_embedding_model_id_fkey foreign key (embedding_model_id) references howdah.models (id),
  constraint collections_name_is_sensible check (length(name) >= 1 and length(name) <= 200 and name != '*'),
  constraint collections_chunk_tokens_is_in_range check (chunk_tokens between 16 and 8000),
  constraint collections_chunk_overlap_is_in_range check (chunk_overlap between 0 and chunk_tokens / 2)
);
create index collections_embedding_model_id_idx on howdah.collections (embedding_model_id);
comment on table howdah.collections is 'Sets of documents that share an embedding model, chunk size and language.';
comment on column howdah.collections.chunk_tokens is
  'Upper size of a chunk in estimated tokens (four characters each).';
comment on column howdah.collections.chunk_overlap is 'Estimated tokens that neighbouring chunks of one section share.';
comment on column howdah.collections.language is 'Name of a text search configuration; the default for its documents.';
comment on column howdah.collections.shared_chunk_count is
  'Chunks that the whole tenant may see, as of the last refresh_search_stats: where there are many, search does not '
  'count them.';

create table howdah.documents (
  tenant_id text not null default howdah.current_tenant(),
  id uuid not null default gen_random_uuid(),
  collection text not null,
  source text not null,
  owner_id text,
  title text,
  content text not null,
  content_hash bytea not null,
  language text not null,
  metadata jsonb not null default '{}',
  version integer not null default 1,
  is_chunked_by_caller boolean not null default false,
  created_at timestamptz not null default howdah.now(),
  updated_at timestamptz not null default howdah.now(),
  constraint documents_pkey primary key (tenant_id, id),
  constraint documents_source_key unique nulls not distinct (tenant_id, collection, source, owner_id),
  constraint documents_collection_fkey foreign key (tenant_id, collection)
    references howdah.collections (tenant_id, name),
  constraint documents_owner_id_fkey foreign key (tenant_id, owner_id) references howdah.users (tenant_id, id),
  constraint documents_metadata_is_object check (jsonb_typeof(metadata) = 'object'),
  constraint documents_source_is_sensible check (length(source) between 1 and 2000)
);
create index documents_owner_id_idx on howdah.documents (tenant_id, owner_id) where owner_id is not null;
comment on table howdah.documents is 'What is searched and cited: one row a source, replaced in place when it changes.';
comment on column howdah.documents.owner_id is 'The one user who may see it; null means everybody of the tenant.';
comment on column howdah.documents.content_hash is
  'SHA-256 of everything chunks are made of; equal means that nothing is to be done.';
comment on column howdah.documents.version is 'Counts the changes of content, title, language or metadata.';

create table howdah.chunks (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  document_id uuid not null,
  collection text not null,
  owner_id text,
  chunk_index integer not null,
  content text not null,
  content_hash bytea not null,
  heading text,
  page integer,
  token_count integer not null,
  language text not null,
  metadata jsonb not null default '{}',
  tsv tsvector not null,
  lexeme_count integer not null,
  created_at timestamptz not null default howdah.now(),
  constraint chunks_pkey primary key (tenant_id, id),
  -- Deferrable, so that one UPDATE may move many chunks to new places.
  constraint chunks_chunk_index_key unique (tenant_id, document_id, chunk_index) deferrable initially immediate,
  constraint chunks_document_id_fkey foreign key (tenant_id, document_id)
    references howdah.documents (tenant_id, id) on delete cascade,
  constraint chunks_chunk_index_is_not_negative check (chunk_index >= 0)
);
create index chunks_collection_idx on howdah.chunks (tenant_id, collection, owner_id, id);
create index chunks_metadata_idx on howdah.chunks (tenant_id, collection) where metadata != '{}';
create index chunks_tsv_idx on howdah.chunks using gin (tsv);
comment on table howdah.chunks is 'Passages of documents, the unit of search and citation.';
comment on column howdah.chunks.content_hash is 'SHA-256 of the text that is embedded: title, heading and content.';
comment on column howdah.chunks.heading is 'Path of the headings above the chunk, joined by " > ".';
comment on column howdah.chunks.page is 'One-based page where the chunk begins; form feeds end pages.';
comment on column howdah.chunks.metadata is 'Of the chunk itself; search filters see it laid over the document''s.';
comment on column howdah.chunks.tsv is 'Written by add_document in the chunk''s language.';
comment on column howdah.chunks.lexeme_count is 'Number of lexemes with repetitions: the length that BM25 uses.';

alter table howdah.collections enable row level security;
alter table howdah.documents enable row level security;
alter table howdah.chunks enable row level security;
