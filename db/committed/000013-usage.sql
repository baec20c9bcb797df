--! Previous: sha1:892cd95556d9580e14fb3436e39addeaccaa36da
--! Hash: sha1:bcc7bde723cec566803091ce28f161224d0641ba
--! Message: usage

-- No CHECK and no generated column: PostgreSQL parses their text at every statement that writes the table, an eighth of
-- what an admitted call costs. The trigger tg_llm_usage__check, parsed once a session, does their work.
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
  tokens_used integer,
  is_estimated boolean not null default false,
  cached boolean not null default false,
  cost_cents numeric(20, 10),
  saved_cents numeric(20, 10),
  budget_cents numeric(20, 10),
  is_unpriced boolean not null,
  price_id bigint,
  latency_ms integer,
  first_token_ms integer,
  constraint llm_usage_pkey primary key (tenant_id, call_id, attempt, created_at)
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
comment on column howdah.llm_usage.tokens_used is 'Input and output tokens; filled by a trigger.';
comment on column howdah.llm_usage.is_estimated is
  'The provider did not say; tokens are counted from the text, about four characters each.';
comment on column howdah.llm_usage.cached is 'Answered from llm_cache: no call was made, no tokens were bought.';
comment on column howdah.llm_usage.cost_cents is
  'US cents, frozen when the row is written; null when the price or the tokens are not known.';
comment on column howdah.llm_usage.saved_cents is 'What a cached answer would have cost; null when that is not known.';
comment on column howdah.llm_usage.budget_cents is 'What budgets counted for a call whose cost is not known.';
comment on column howdah.llm_usage.is_unpriced is
  'What it cost is not known; filled by a trigger. A call that failed before it spent anything cost 0, and is none.';
comment on column howdah.llm_usage.price_id is 'The row of model_prices that it was priced with.';
comment on column howdah.llm_usage.latency_ms is 'Milliseconds from the call to its end.';
comment on column howdah.llm_usage.first_token_ms is 'Milliseconds from the call to the first token.';

alter table howdah.llm_usage enable row level security;
alter table howdah.llm_usage_default enable row level security;
