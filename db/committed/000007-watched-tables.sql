--! Previous: sha1:b6996cc2e9517c4ef8130e2645c066264d258fee
--! Hash: sha1:acb14bd9fb80e918ddcc21f77e4adaf3046f07ee
--! Message: watched-tables

create table howdah.watched_tables (
  id bigint not null generated always as identity,
  source_schema text not null,
  source_table text not null,
  collection text not null default 'default',
  content_columns text[] not null,
  id_columns text[] not null,
  title_column text,
  metadata_columns text[] not null default '{}',
  tenant_column text,
  owner_column text,
  tenant text,
  is_backfilled boolean not null default false,
  backfilled_to jsonb,
  error text,
  error_at timestamptz,
  created_at timestamptz not null default howdah.now(),
  constraint watched_tables_pkey primary key (id),
  constraint watched_tables_source_key unique (source_schema, source_table, collection),
  constraint watched_tables_content_columns_are_named check (cardinality(content_columns) > 0),
  constraint watched_tables_id_columns_are_named check (cardinality(id_columns) > 0),
  constraint watched_tables_tenant_is_known check ((tenant is null) = (tenant_column is not null))
);
comment on table howdah.watched_tables is 'Tables of the application whose rows are kept as documents.';
comment on column howdah.watched_tables.source_table is
  'Its name when it was watched; a renamed table is found by its triggers.';
comment on column howdah.watched_tables.tenant is 'Of all rows, where no column names it.';
comment on column howdah.watched_tables.backfilled_to is
  'Key up to which the rows that were there already have been read.';
comment on column howdah.watched_tables.error is 'Why it stands still, such as a dropped column; doctor() shows it.';

-- Without foreign keys: a trigger of the application's table writes it, and nothing may make that fail or wait.
create table howdah_internal.watched_changes (
  id bigint not null generated always as identity,
  watched_table_id bigint not null,
  keys json,
  created_at timestamptz not null default howdah.clock(),
  constraint watched_changes_pkey primary key (id)
);
create index watched_changes_watched_table_id_idx on howdah_internal.watched_changes (watched_table_id, id);
comment on table howdah_internal.watched_changes is
  'Keys of changed rows, written by triggers, turned into documents by sync_watched.';
comment on column howdah_internal.watched_changes.keys is
  'Array of keys, up to 1,000 a row, a key of several columns as an array; null when any row may have changed '
  '(truncate, or a key that could not be read).';

create table howdah_internal.watched_documents (
  tenant_id text not null default howdah.current_tenant(),
  watched_table_id bigint not null,
  key jsonb not null,
  document_id uuid,
  error text,
  error_at timestamptz,
  constraint watched_documents_pkey primary key (tenant_id, watched_table_id, key),
  constraint watched_documents_document_id_fkey foreign key (tenant_id, document_id)
    references howdah.documents (tenant_id, id) on delete cascade,
  constraint watched_documents_watched_table_id_fkey foreign key (watched_table_id)
    references howdah.watched_tables (id) on delete cascade
);
create index watched_documents_key_idx on howdah_internal.watched_documents (watched_table_id, key);
create index watched_documents_document_id_idx on howdah_internal.watched_documents (tenant_id, document_id);
comment on table howdah_internal.watched_documents is 'Which row of a watched table became which document.';
comment on column howdah_internal.watched_documents.key is 'Values of the id columns, in their order.';
comment on column howdah_internal.watched_documents.error is
  'Why the row is no document, such as a text that is too long.';

alter table howdah.watched_tables enable row level security;
alter table howdah_internal.watched_changes enable row level security;
alter table howdah_internal.watched_documents enable row level security;
