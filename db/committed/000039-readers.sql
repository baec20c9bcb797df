--! Previous: sha1:def80deef45b2cc0d2b67626d34539dfc9a94c15
--! Hash: sha1:60ac611d2a30bcdf855b380db4acbed9c605e037
--! Message: readers

-- Groups of users, and who may read a document beside its owner.
create table howdah.groups (
  tenant_id text not null default howdah.current_tenant(),
  name text not null,
  created_at timestamptz not null default howdah.now(),
  constraint groups_pkey primary key (tenant_id, name),
  constraint groups_tenant_id_fkey foreign key (tenant_id) references howdah.tenants (tenant_id),
  constraint groups_name_is_sensible check (length(name) between 1 and 200)
);
comment on table howdah.groups is 'Groups of users that may be readers of documents; set_group writes them.';

create table howdah.group_members (
  tenant_id text not null default howdah.current_tenant(),
  group_name text not null,
  user_id text not null,
  constraint group_members_pkey primary key (tenant_id, group_name, user_id),
  constraint group_members_group_name_fkey foreign key (tenant_id, group_name)
    references howdah.groups (tenant_id, name) on delete cascade,
  constraint group_members_user_id_is_sensible check (length(user_id) between 1 and 200)
);
create index group_members_user_id_idx on howdah.group_members (tenant_id, user_id);
comment on table howdah.group_members is
  'Who is in which group. No foreign key to users: a member may act for the first time tomorrow.';

create table howdah_internal.audiences (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  readers_hash bytea,
  constraint audiences_pkey primary key (tenant_id, id),
  constraint audiences_readers_hash_key unique (tenant_id, readers_hash)
);
comment on table howdah_internal.audiences is
  'Sets of readers that documents have. Documents, chunks and vectors bear the id, so that search filters without a '
  'join, and who joins or leaves a group touches none of them.';
comment on column howdah_internal.audiences.readers_hash is
  'SHA-256 of the sorted readers, so that equal sets are one; null where a reader was forgotten.';

create table howdah_internal.audience_readers (
  tenant_id text not null default howdah.current_tenant(),
  audience_id bigint not null,
  kind text not null,
  name text not null,
  constraint audience_readers_pkey primary key (tenant_id, audience_id, kind, name),
  constraint audience_readers_audience_id_fkey foreign key (tenant_id, audience_id)
    references howdah_internal.audiences (tenant_id, id) on delete cascade,
  constraint audience_readers_kind_is_known check (kind in ('group', 'user'))
);
create index audience_readers_name_idx on howdah_internal.audience_readers (tenant_id, kind, name);
comment on table howdah_internal.audience_readers is 'The groups and users of an audience.';

alter table howdah.documents
  add column audience_id bigint,
  add constraint documents_audience_id_fkey foreign key (tenant_id, audience_id)
    references howdah_internal.audiences (tenant_id, id);
create index documents_audience_id_idx on howdah.documents (tenant_id, audience_id) where audience_id is not null;
comment on column howdah.documents.owner_id is
  'Whose it is, and who may always read it; null is the whole tenant''s, and everybody reads it unless it has an '
  'audience.';
comment on column howdah.documents.audience_id is
  'Who may read it beside its owner: howdah.document_readers names them. Null is nobody else, or without an owner '
  'everybody of the tenant.';
alter table howdah.chunks add column audience_id bigint;
alter table howdah.embeddings add column audience_id bigint;
comment on column howdah.chunks.audience_id is 'Repeated from the document, so that search filters without a join.';
comment on column howdah.embeddings.audience_id is 'Repeated from the chunk, so that search filters without a join.';

-- Read alone where a search counts what everybody may find.
drop index howdah.chunks_collection_idx;
create index chunks_collection_idx on howdah.chunks (tenant_id, collection, owner_id, audience_id, id);
create index chunks_audience_idx on howdah.chunks (tenant_id, collection, audience_id, id)
  where audience_id is not null;

alter table howdah.groups enable row level security;
alter table howdah.group_members enable row level security;
alter table howdah_internal.audiences enable row level security;
alter table howdah_internal.audience_readers enable row level security;

-- What a conversation may use of its collection, and a question instead.
alter table howdah.conversations
  add column filter jsonb not null default '{}',
  add column document_ids uuid[],
  add column min_similarity double precision,
  add constraint conversations_filter_is_object check (jsonb_typeof(filter) = 'object'),
  add constraint conversations_min_similarity_is_in_range check (min_similarity between -1 and 1);
comment on column howdah.conversations.filter is 'Sources of its answers fulfil it; in the grammar of search.';
comment on column howdah.conversations.document_ids is 'The documents that sources may be of; null is all.';
comment on column howdah.conversations.min_similarity is
  'What is less similar (cosine) to a question is no source of its answer; null is no floor.';
alter table howdah.messages
  add column filter jsonb,
  add column document_ids uuid[],
  add column min_similarity double precision,
  add constraint messages_filter_is_object check (jsonb_typeof(filter) = 'object'),
  add constraint messages_min_similarity_is_in_range check (min_similarity between -1 and 1);
comment on column howdah.messages.filter is
  'Of a question: instead of the filter of the conversation; null keeps that.';
comment on column howdah.messages.document_ids is
  'Of a question: instead of the documents of the conversation; null keeps those.';
comment on column howdah.messages.min_similarity is
  'Of a question: instead of the floor of the conversation; null keeps that.';
