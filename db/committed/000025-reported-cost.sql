--! Previous: sha1:cca6847d06718d50664000f4d74b5a3312a1ac68
--! Hash: sha1:ec7c79f55a6183f49e96de2c1b4e219bdfbb5d14
--! Message: reported-cost

alter table howdah.llm_usage
  add column cost_source text,
  add column list_cents numeric(20, 10);
comment on column howdah.llm_usage.cost_source is
  'Where cost_cents comes from: provider (it said what it billed), price (of model_prices), estimate (tokens that '
  'nobody reported, at that price); null where it is not known.';
comment on column howdah.llm_usage.list_cents is
  'What model_prices say that the call costs, where the provider billed something itself.';
