--! Previous: sha1:44627e1193de2779ceefea748c01e91152b75d35
--! Hash: sha1:77df675a44812f85e30fdeb43baa110d4a9e5743
--! Message: retrieval

create table howdah.retrieval_metrics (
  tenant_id text not null default howdah.current_tenant(),
  id bigint not null generated always as identity,
  user_id text,
  message_id uuid,
  collection text,
  model_id integer,
  mode text not null,
  query_hash bytea,
  filter jsonb not null default '{}',
  match_count integer not null default 10,
  result_count integer not null,
  top_similarity double precision,
  avg_similarity double precision,
  recall double precision,
  latency_ms integer,
  created_at timestamptz not null default howdah.now(),
  constraint retrieval_metrics_pkey primary key (tenant_id, id),
  constraint retrieval_metrics_mode_is_known check (mode in ('hybrid', 'semantic', 'keyword')),
  constraint retrieval_metrics_recall_is_a_share check (recall between 0 and 1)
);
create index retrieval_metrics_created_at_idx on howdah.retrieval_metrics (tenant_id, created_at);
comment on table howdah.retrieval_metrics is 'One row per recorded retrieval: how many, how similar, how complete.';
comment on column howdah.retrieval_metrics.model_id is 'Whose vectors were searched; null for keyword.';
comment on column howdah.retrieval_metrics.query_hash is
  'Key of the query among query_embeddings; the text itself is not kept.';
comment on column howdah.retrieval_metrics.recall is
  'Share of the exact nearest that the index found; null until measure_recall took it into its sample.';

create table howdah_internal.retrieval_baselines (
  tenant_id text not null default howdah.current_tenant(),
  collection text not null,
  model_id integer not null,
  retrieval_count integer not null,
  mean_similarity double precision not null,
  stddev_similarity double precision not null,
  measured_at timestamptz not null default howdah.now(),
  constraint retrieval_baselines_pkey primary key (tenant_id, collection, model_id),
  constraint retrieval_baselines_model_id_fkey foreign key (model_id) references howdah.models (id)
);
create index retrieval_baselines_model_id_idx on howdah_internal.retrieval_baselines (model_id);
comment on table howdah_internal.retrieval_baselines is
  'How similar the best hit of a collection usually is with its model: what drift is judged against, for models '
  'differ.';

alter table howdah.retrieval_metrics enable row level security;
alter table howdah_internal.retrieval_baselines enable row level security;
