--! Previous: sha1:2f6ddc9ea584fa5ef120c2f1e07c84aa1543fda1
--! Hash: sha1:66515f04cf42f1068ed2e321562f74e424651671
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
comment on column howdah.models.max_input_tokens is 'Longest input of one request, in the model''s tokens; null means unknown.';
comment on column howdah.models.fallback_model_id is 'Takes over a message once when this model''s lane is paused or dead.';
comment on column howdah.models.is_indexed is 'Embedding models: whether the partition has an HNSW index.';

create table howdah.model_aliases (
  alias text not null,
  model_id integer not null,
  constraint model_aliases_pkey primary key (alias),
  constraint model_aliases_model_id_fkey foreign key (model_id) references howdah.models (id),
  constraint model_aliases_alias_has_no_slash check (alias ~ '^[^/]{1,100}$')
);
create index model_aliases_model_id_idx on howdah.model_aliases (model_id);
comment on table howdah.model_aliases is 'Short names for models, such as fast or default-embedding.';

create table howdah.model_prices (
  id bigint not null generated always as identity,
  provider text not null,
  model text not null,
  effective_from timestamptz not null,
  service_class text not null default 'standard',
  from_input_tokens integer not null default 0,
  input_cents_per_mtok numeric(20, 10) not null,
  cached_input_cents_per_mtok numeric(20, 10),
  cache_write_cents_per_mtok numeric(20, 10),
  output_cents_per_mtok numeric(20, 10),
  reasoning_cents_per_mtok numeric(20, 10),
  request_cents numeric(20, 10) not null default 0,
  source text,
  source_date date,
  created_at timestamptz not null default howdah.now(),
  constraint model_prices_pkey primary key (id),
  constraint model_prices_tier_key unique (provider, model, effective_from, service_class, from_input_tokens),
  constraint model_prices_are_finite check (
    input_cents_per_mtok >= 0 and input_cents_per_mtok < 'Infinity'
    and coalesce(cached_input_cents_per_mtok, 0) >= 0 and coalesce(cached_input_cents_per_mtok, 0) < 'Infinity'
    and coalesce(cache_write_cents_per_mtok, 0) >= 0 and coalesce(cache_write_cents_per_mtok, 0) < 'Infinity'
    and coalesce(output_cents_per_mtok, 0) >= 0 and coalesce(output_cents_per_mtok, 0) < 'Infinity'
    and coalesce(reasoning_cents_per_mtok, 0) >= 0 and coalesce(reasoning_cents_per_mtok, 0) < 'Infinity'
    and request_cents >= 0 and request_cents < 'Infinity'
  ),
  constraint model_prices_from_input_tokens_is_not_negative check (from_input_tokens >= 0)
);
comment on table howdah.model_prices is 'Dated prices in US cents for a million tokens; append-only, the newest at a call''s time counts.';
comment on column howdah.model_prices.model is 'Model name at the provider; the model need not be registered.';
comment on column howdah.model_prices.from_input_tokens is 'The tier holds for requests with at least this many input tokens.';
comment on column howdah.model_prices.cached_input_cents_per_mtok is 'Null means that cached input costs what input costs.';
comment on column howdah.model_prices.reasoning_cents_per_mtok is 'Null means that reasoning costs what output costs.';

alter table howdah.models enable row level security;
alter table howdah.model_aliases enable row level security;
alter table howdah.model_prices enable row level security;
