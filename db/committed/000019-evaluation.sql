--! Previous: sha1:3b84cacae2f8c60a77e1325ab612e7d357c51b30
--! Hash: sha1:44627e1193de2779ceefea748c01e91152b75d35
--! Message: evaluation

create table howdah_internal.judged_queries (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  query_set text not null default 'default',
  query text not null,
  query_hash bytea not null,
  collection text not null default 'default',
  created_at timestamptz not null default howdah.now(),
  constraint judged_queries_pkey primary key (tenant_id, id),
  constraint judged_queries_query_key unique (tenant_id, query_set, collection, query_hash),
  constraint judged_queries_query_set_is_sensible check (length(query_set) between 1 and 200)
);
comment on table howdah_internal.judged_queries is
  'Questions of which people have said which documents answer them; judge_query writes them.';
comment on column howdah_internal.judged_queries.query_set is 'Names those that are evaluated together.';
comment on column howdah_internal.judged_queries.query_hash is
  'Stands for the query in the unique key: an index takes no long texts.';

create table howdah_internal.judgements (
  tenant_id text not null default howdah.current_tenant(),
  judged_query_id bigint not null,
  source text not null,
  grade double precision not null,
  created_at timestamptz not null default howdah.now(),
  constraint judgements_pkey primary key (tenant_id, judged_query_id, source),
  constraint judgements_judged_query_id_fkey foreign key (tenant_id, judged_query_id)
    references howdah_internal.judged_queries (tenant_id, id) on delete cascade,
  constraint judgements_grade_is_in_range check (grade between 0 and 100)
);
comment on table howdah_internal.judgements is
  'How well a document answers a judged query; what is not judged counts as not relevant.';
comment on column howdah_internal.judgements.source is
  'Of the document: it stays the same when the text is chunked anew.';
comment on column howdah_internal.judgements.grade is
  '0 is not relevant; where all relevant ones are alike they are 1.';

create table howdah.evaluations (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  query_set text not null,
  mode text not null,
  k integer not null,
  filter jsonb not null default '{}',
  settings jsonb not null default '{}',
  note text,
  query_count bigint not null,
  ndcg double precision not null,
  recall double precision not null,
  mrr double precision not null,
  empty_count bigint not null,
  keyword_count bigint not null,
  p50_ms double precision not null,
  p95_ms double precision not null,
  created_at timestamptz not null default howdah.now(),
  constraint evaluations_pkey primary key (tenant_id, id)
);
create index evaluations_query_set_idx on howdah.evaluations (tenant_id, query_set, created_at);
comment on table howdah.evaluations is 'What evaluate_search found, one row a run, to compare settings and models by.';
comment on column howdah.evaluations.settings is
  'Settings that held in this run only; the others were those of the database.';
comment on column howdah.evaluations.keyword_count is
  'Queries that were answered by keyword because they had no vector, or because that was asked for.';

alter table howdah_internal.judged_queries enable row level security;
alter table howdah_internal.judgements enable row level security;
alter table howdah.evaluations enable row level security;
