--! Previous: sha1:805af52d576d4e819ee334e4c53e21d3f9c49f9a
--! Hash: sha1:c7031dfc3202a022e05c74bb17ebc12188792b8f
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
  backfilled_to text,
  error text,
  error_at timestamptz,
  created_at timestamptz not null default howdah.now(),
  constraint watched_tables_pkey primary key (id),
  constraint watched_tables_source_key unique (source_schema, source_table, collection),
  constraint watched_tables_content_columns_are_named check (cardinality(content_columns) > 0),
  constraint watched_tables_id_columns_are_named check (cardinality(id_columns) > 0)
);
comment on table howdah.watched_tables is 'Tables of the application whose rows are kept as documents.';
comment on column howdah.watched_tables.backfilled_to is 'How far the rows that were there already have been read; null when all are.';
comment on column howdah.watched_tables.error is 'Why it stands still, such as a dropped column; doctor() shows it.';

create table howdah.watched_changes (
  id bigint not null generated always as identity,
  watched_table_id bigint not null,
  operation text not null,
  keys jsonb,
  created_at timestamptz not null default howdah.now(),
  constraint watched_changes_pkey primary key (id),
  constraint watched_changes_watched_table_id_fkey foreign key (watched_table_id)
    references howdah.watched_tables (id) on delete cascade,
  constraint watched_changes_operation_is_known check (operation in ('write', 'delete', 'truncate'))
);
create index watched_changes_watched_table_id_idx on howdah.watched_changes (watched_table_id, id);
comment on table howdah.watched_changes is 'Keys of changed rows, written by triggers, turned into documents by sync_watched.';
comment on column howdah.watched_changes.keys is 'Array of key arrays, up to 1,000 a row; null for truncate.';

alter table howdah.watched_tables enable row level security;
alter table howdah.watched_changes enable row level security;
