--! Previous: sha1:627fe4e78694a2172d847111a12b94179366952c
--! Hash: sha1:892cd95556d9580e14fb3436e39addeaccaa36da
--! Message: prices

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
  cache_write_1h_cents_per_mtok numeric(20, 10),
  output_cents_per_mtok numeric(20, 10),
  reasoning_cents_per_mtok numeric(20, 10),
  request_cents numeric(20, 10) not null default 0,
  source text,
  source_date date,
  note text,
  is_disputed boolean not null default false,
  created_at timestamptz not null default howdah.now(),
  constraint model_prices_pkey primary key (id),
  constraint model_prices_tier_key unique (provider, model, effective_from, service_class, from_input_tokens),
  constraint model_prices_are_finite check (
    input_cents_per_mtok >= 0 and input_cents_per_mtok < 'Infinity'
    and coalesce(cached_input_cents_per_mtok, 0) >= 0 and coalesce(cached_input_cents_per_mtok, 0) < 'Infinity'
    and coalesce(cache_write_cents_per_mtok, 0) >= 0 and coalesce(cache_write_cents_per_mtok, 0) < 'Infinity'
    and coalesce(cache_write_1h_cents_per_mtok, 0) >= 0 and coalesce(cache_write_1h_cents_per_mtok, 0) < 'Infinity'
    and coalesce(output_cents_per_mtok, 0) >= 0 and coalesce(output_cents_per_mtok, 0) < 'Infinity'
    and coalesce(reasoning_cents_per_mtok, 0) >= 0 and coalesce(reasoning_cents_per_mtok, 0) < 'Infinity'
    and request_cents >= 0 and request_cents < 'Infinity'
  ),
  constraint model_prices_from_input_tokens_is_not_negative check (from_input_tokens >= 0),
  constraint model_prices_service_class_is_known check (service_class in ('standard', 'batch', 'flex', 'priority'))
-- Nearly empty pages: the planner reads a small dense table as a whole, and comparing a call with every price takes a
-- twentieth of its time. So the index is used from the first price on.
) with (fillfactor = 10);
comment on table howdah.model_prices is
  'Dated prices in US cents for a million tokens; append-only. All rows of a model''s newest date at a call''s time '
  'are its price.';
comment on column howdah.model_prices.model is 'Model name at the provider; the model need not be registered.';
comment on column howdah.model_prices.effective_from is
  'All tiers of a date are one price: what a date does not price has no price then.';
comment on column howdah.model_prices.service_class is 'How the call was ordered: standard, batch, flex or priority.';
comment on column howdah.model_prices.from_input_tokens is
  'The whole request costs what the tier says once it has at least this many input tokens, as providers bill.';
comment on column howdah.model_prices.cached_input_cents_per_mtok is
  'Null means that cached input costs what input costs.';
comment on column howdah.model_prices.cache_write_cents_per_mtok is
  'Null means that a cache write costs what input costs.';
comment on column howdah.model_prices.cache_write_1h_cents_per_mtok is
  'For writes kept an hour; null means as other writes where these have no price of their own, else unknown.';
comment on column howdah.model_prices.output_cents_per_mtok is
  'Null means that the price of output is unknown; embeddings have none.';
comment on column howdah.model_prices.reasoning_cents_per_mtok is 'Null means that reasoning costs what output costs.';
comment on column howdah.model_prices.request_cents is 'US cents a request, on top of its tokens.';
comment on column howdah.model_prices.source is 'Where the price was read.';
comment on column howdah.model_prices.source_date is 'When it was read; doctor() warns when that is long ago.';
comment on column howdah.model_prices.is_disputed is 'Sources contradict each other; note says how.';

create table howdah.price_corrections (
  id bigint not null generated always as identity,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  model text,
  call_count bigint not null,
  changed_count bigint not null,
  before_cents numeric(30, 10) not null,
  after_cents numeric(30, 10) not null,
  unpriced_before bigint not null,
  unpriced_after bigint not null,
  corrected_by text not null,
  created_at timestamptz not null default howdah.now(),
  constraint price_corrections_pkey primary key (id)
);
comment on table howdah.price_corrections is 'What reprice_usage changed: one row a run, never changed.';
comment on column howdah.price_corrections.model is 'provider/model; null means all models.';
comment on column howdah.price_corrections.call_count is 'Calls of all tenants in the time that were looked at.';
comment on column howdah.price_corrections.before_cents is
  'US cents of these calls before, without those of unknown price.';
comment on column howdah.price_corrections.corrected_by is 'The role that asked, and the user where one was set.';

alter table howdah.model_prices enable row level security;
alter table howdah.price_corrections enable row level security;
