--! Previous: sha1:0332c57fed5389cabbe8c0ca8eb2c00018af31a1
--! Hash: sha1:b6996cc2e9517c4ef8130e2645c066264d258fee
--! Message: search-statistics

create table howdah_internal.corpus_stats (
  tenant_id text not null default howdah.current_tenant(),
  language text not null,
  chunk_count bigint not null,
  lexeme_count bigint not null,
  last_chunk_id bigint not null default 0,
  refreshed_at timestamptz not null default howdah.now(),
  constraint corpus_stats_pkey primary key (tenant_id, language)
);
comment on table howdah_internal.corpus_stats is 'Size of a tenant''s corpus in one language, for BM25.';
comment on column howdah_internal.corpus_stats.last_chunk_id is 'Chunks up to this one are counted.';

create table howdah_internal.lexeme_stats (
  tenant_id text not null default howdah.current_tenant(),
  language text not null,
  lexeme text not null,
  chunk_count bigint not null,
  constraint lexeme_stats_pkey primary key (tenant_id, language, lexeme)
);
comment on table howdah_internal.lexeme_stats is
  'In how many chunks a lexeme stands, per tenant and language; refreshed by schedule.';

alter table howdah_internal.corpus_stats enable row level security;
alter table howdah_internal.lexeme_stats enable row level security;
