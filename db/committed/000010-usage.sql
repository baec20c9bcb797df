--! Previous: sha1:c9846edd8c2a9819ab8ef34edbfac7d54bcf6e19
--! Hash: sha1:215d185dbbfb9e2c46b97c0ddfbbaacea144f81d
--! Message: usage

create table howdah.llm_usage (
  tenant_id text not null default howdah.current_tenant(),
  call_id uuid not null,
  attempt integer not null default 1,
  created_at timestamptz not null,
  user_id text,
  kind text not null,
  feature text,
  provider text not null,
  model text not null,
  model_id integer,
  response_model text,
  response_id text,
  service_class text not null default 'standard',
  conversation_id uuid,
  message_id uuid,
  prompt text,
  prompt_version integer,
  experiment_id bigint,
  status text not null default 'ok',
  error_code text,
  item_count integer not null default 1,
  input_tokens integer,
  cached_input_tokens integer,
  cache_write_tokens integer,
  cache_write_1h_tokens integer,
  output_tokens integer,
  reasoning_tokens integer,
  tokens_used integer generated always as (coalesce(input_tokens, 0) + coalesce(output_tokens, 0)) stored,
  is_estimated boolean not null default false,
  cached boolean not null default false,
  cost_cents numeric(20, 10),
  saved_cents numeric(20, 10),
  budget_cents numeric(20, 10),
  is_unpriced boolean not null generated always as (cost_cents is null) stored,
  price_id bigint,
  latency_ms integer,
  first_token_ms integer,
  constraint llm_usage_pkey primary key (tenant_id, call_id, attempt, created_at),
  constraint llm_usage_kind_is_known check (kind in ('chat', 'embedding')),
  constraint llm_usage_status_is_known check (status in ('ok', 'failed', 'cancelled', 'timeout')),
  constraint llm_usage_service_class_is_known check (service_class in ('standard', 'batch', 'flex', 'priority')),
  constraint llm_usage_money_is_finite check (
    cost_cents >= 0 and cost_cents < 'Infinity' and saved_cents >= 0 and saved_cents < 'Infinity'
    and budget_cents >= 0 and budget_cents < 'Infinity'
  ),
  constraint llm_usage_counts_are_not_negative check (
    input_tokens >= 0 and cached_input_tokens >= 0 and cache_write_tokens >= 0 and cache_write_1h_tokens >= 0
    and output_tokens >= 0 and reasoning_tokens >= 0 and item_count >= 0 and latency_ms >= 0 and first_token_ms >= 0
  ),
  constraint llm_usage_subsets_fit check (
    coalesce(cached_input_tokens, 0) + coalesce(cache_write_tokens, 0) <= coalesce(input_tokens, 0)
    and coalesce(cache_write_1h_tokens, 0) <= coalesce(cache_write_tokens, 0)
    and coalesce(reasoning_tokens, 0) <= coalesce(output_tokens, 0)
  )
) partition by range (created_at);
create index llm_usage_created_at_idx on howdah.llm_usage (created_at);
create index llm_usage_user_id_idx on howdah.llm_usage (tenant_id, user_id, created_at);
create index llm_usage_message_id_idx on howdah.llm_usage (tenant_id, message_id) where message_id is not null;
create index llm_usage_unpriced_idx on howdah.llm_usage (created_at) where cost_cents is null;
create table howdah.llm_usage_default partition of howdah.llm_usage default;
comment on table howdah.llm_usage is
  'One row per attempt to call a model, with tokens, cost and latency; a partition a month.';
comment on table howdah.llm_usage_default is
  'Usage for which no monthly partition was there; doctor() warns when it has rows.';
comment on column howdah.llm_usage.call_id is 'The call; a message''s id for answers. Further attempts keep it.';
comment on column howdah.llm_usage.created_at is
  'When the attempt started; carried back by the worker, so that a repeated completion is the same row.';
comment on column howdah.llm_usage.user_id is 'Who pays; null is the tenant itself.';
comment on column howdah.llm_usage.feature is
  'What the call was for; the prompt''s name where nothing was said, else chat or embedding.';
comment on column howdah.llm_usage.model is 'The model that was asked for, by its name at the provider.';
comment on column howdah.llm_usage.response_model is
  'The name that the provider answered with, such as gpt-4o-2024-08-06.';
comment on column howdah.llm_usage.response_id is 'The answer''s id at the provider, for its support.';
comment on column howdah.llm_usage.service_class is
  'How the call was ordered and is billed: standard, batch, flex or priority.';
comment on column howdah.llm_usage.item_count is 'Texts in the request: 1 for chat, the batch size for embeddings.';
comment on column howdah.llm_usage.input_tokens is
  'All input tokens; cached and cache write tokens are part of them. Null is unknown.';
comment on column howdah.llm_usage.cache_write_tokens is
  'Input tokens written to the provider''s cache; those kept an hour are part of them.';
comment on column howdah.llm_usage.output_tokens is
  'All output tokens; reasoning tokens are part of them. Null is unknown.';
comment on column howdah.llm_usage.is_estimated is
  'The provider did not say; tokens are counted from the text, about four characters each.';
comment on column howdah.llm_usage.cached is 'Answered from llm_cache: no call was made, no tokens were bought.';
comment on column howdah.llm_usage.cost_cents is
  'US cents, frozen when the row is written; null when the price or the tokens are not known.';
comment on column howdah.llm_usage.saved_cents is 'What a cached answer would have cost; null when that is not known.';
comment on column howdah.llm_usage.budget_cents is 'What budgets counted for a call whose cost is not known.';
comment on column howdah.llm_usage.is_unpriced is
  'What it cost is not known. A call that failed before it spent anything cost 0, and is none.';
comment on column howdah.llm_usage.price_id is 'The row of model_prices that it was priced with.';
comment on column howdah.llm_usage.latency_ms is 'Milliseconds from the call to its end.';
comment on column howdah.llm_usage.first_token_ms is 'Milliseconds from the call to the first token.';

alter table howdah.llm_usage enable row level security;
alter table howdah.llm_usage_default enable row level security;
