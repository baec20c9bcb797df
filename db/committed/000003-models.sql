--! Previous: sha1:f0ad738fb13c00ff92d9b9ee73fd83d93ef9f5b9
--! Hash: sha1:455643923fc56ec9a3f46cfd71f00eefd79ce115
--! Message: models

create table howdah.models (
  id integer not null generated always as identity,
  provider text not null,
  name text not null,
  kind text not null,
  dimensions integer,
  max_input_tokens integer,
  fallback_model_id integer,
  is_indexed boolean not null default true,
  created_at timestamptz not null default howdah.now(),
  constraint models_pkey primary key (id),
  constraint models_provider_name_key unique (provider, name),
  constraint models_fallback_model_id_fkey foreign key (fallback_model_id) references howdah.models (id),
  constraint models_kind_is_known check (kind in ('embedding', 'chat')),
  constraint models_provider_is_an_alias check (provider ~ '^[a-z][a-z0-9_]{0,40}$'),
  constraint models_embedding_has_dimensions check (
    (kind = 'embedding') = (dimensions is not null) and coalesce(dimensions, 1) between 1 and 16000
  ),
  constraint models_max_input_tokens_is_positive check (max_input_tokens > 0)
);
create index models_fallback_model_id_idx on howdah.models (fallback_model_id);
comment on table howdah.models is 'The models that may be called; register_model writes it.';
comment on column howdah.models.provider is 'Alias of a provider whose URL and key stand in the worker''s environment.';
comment on column howdah.models.max_input_tokens is
  'Longest input of one request, in the model''s tokens; null means unknown.';
comment on column howdah.models.fallback_model_id is
  'Takes over a message once when this model''s lane is paused or dead.';
comment on column howdah.models.is_indexed is 'Embedding models: whether the partition has an HNSW index.';

create table howdah.model_aliases (
  alias text not null,
  model_id integer not null,
  constraint model_aliases_pkey primary key (alias),
  constraint model_aliases_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint model_aliases_alias_has_no_slash check (alias ~ '^[^/]{1,100}$')
);
create index model_aliases_model_id_idx on howdah.model_aliases (model_id);
comment on table howdah.model_aliases is
  'Other names of models: short ones such as fast, and those that a provider answers with, such as gpt-4o-2024-08-06.';

alter table howdah.models enable row level security;
alter table howdah.model_aliases enable row level security;
