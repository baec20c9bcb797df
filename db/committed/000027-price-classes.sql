--! Previous: sha1:557b0991fc0f14a5097ef96ef7833f9f76a0af64
--! Hash: sha1:89557cfddf28be749bc22fabafc7f22646fed32e
--! Message: price-classes

alter table howdah.model_prices
  alter column input_cents_per_mtok drop not null,
  add column cache_write_12h_cents_per_mtok numeric(20, 10),
  add column unknown_parts text[] not null default '{}',
  add column is_list boolean not null default false,
  add column withdrawn_at timestamptz,
  drop constraint model_prices_tier_key,
  add constraint model_prices_12h_are_finite check (
    coalesce(cache_write_12h_cents_per_mtok, 0) >= 0 and coalesce(cache_write_12h_cents_per_mtok, 0) < 'Infinity'
  ),
  add constraint model_prices_parts_are_known check (unknown_parts <@ '{input,cached_input,cache_write}'),
  add constraint model_prices_have_an_input check ((input_cents_per_mtok is null) = ('input' = any (unknown_parts)));
create unique index model_prices_tier_key
  on howdah.model_prices (provider, model, effective_from, service_class, from_input_tokens, is_list)
  where withdrawn_at is null;
-- The trigger that keeps prices is laid again with the functions.
drop trigger if exists model_prices_are_immutable on howdah.model_prices;
update howdah.model_prices
   set is_list = true
 where source like 'pydantic/genai-prices@%' or provider = 'local' and source = 'built in';
comment on table howdah.model_prices is
  'Dated prices in US cents for a million tokens; figures are only added. All rows of a model''s newest date at a '
  'call''s time are its price; one that somebody set comes before those of the list.';
comment on column howdah.model_prices.cache_write_1h_cents_per_mtok is
  'For writes kept an hour; null means as other writes where these have no price of their own, else unknown.';
comment on column howdah.model_prices.cache_write_12h_cents_per_mtok is
  'For writes kept twelve hours; null means the same.';
comment on column howdah.model_prices.input_cents_per_mtok is
  'Null means that what such a call costs is not known.';
comment on column howdah.model_prices.unknown_parts is
  'What costs something of its own that nobody says: a call that uses it has no known cost.';
comment on column howdah.model_prices.is_list is
  'It came with howdah, and an upgrade may withdraw it; else somebody set it.';
comment on column howdah.model_prices.withdrawn_at is
  'From then on it prices nothing: it was wrong. Calls that it priced name it until reprice_usage.';

create table howdah.price_aliases (
  provider text not null,
  alias text not null,
  model text not null,
  constraint price_aliases_pkey primary key (provider, alias)
);
comment on table howdah.price_aliases is
  'Other names at a provider that cost what a model does, such as dated ones; they come with howdah.';
alter table howdah.price_aliases enable row level security;

alter table howdah.llm_usage add column cache_write_12h_tokens integer, add column usage_keys text[];
comment on column howdah.llm_usage.cache_write_tokens is
  'Input tokens written to the provider''s cache; those kept an hour or twelve are part of them.';
comment on column howdah.llm_usage.usage_keys is
  'Names in what the provider reported, without values, where it did not say all tokens in a shape that is known.';
-- One for both questions of doctor(), since each index has its price in every call.
create index llm_usage_reported_idx on howdah.llm_usage (created_at)
  where cost_source = 'provider' or usage_keys is not null;
alter table howdah.daily_summaries alter column total_cost drop not null;
