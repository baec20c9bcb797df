-- Inlined into customer_usage, where a call of a function for every row would take most of the time.
create or replace function howdah_internal.customer_cents(
  markup_percent numeric,
  tiers jsonb,
  cached boolean,
  cost_cents numeric,
  price_id bigint,
  tokens_used integer,
  kind text,
  service_class text,
  input_tokens integer,
  cached_input_tokens integer,
  cache_write_tokens integer,
  cache_write_1h_tokens integer,
  cache_write_12h_tokens integer,
  output_tokens integer,
  reasoning_tokens integer,
  item_count integer
)
  returns numeric
  language sql
  immutable
return case
  -- As in reprice_usage: nothing was bought.
  when customer_cents.cached
    or customer_cents.cost_cents = 0 and customer_cents.tokens_used = 0 and customer_cents.price_id is null then 0
  when customer_cents.tiers is null
    then round(customer_cents.cost_cents * (100 + coalesce(customer_cents.markup_percent, 0)) / 100, 10)
  else howdah_internal.tier_cents(
    customer_cents.tiers, customer_cents.service_class, customer_cents.input_tokens,
    customer_cents.cached_input_tokens, customer_cents.cache_write_tokens, customer_cents.cache_write_1h_tokens,
    customer_cents.cache_write_12h_tokens,
    case when customer_cents.kind = 'embedding' then coalesce(customer_cents.output_tokens, 0)
      else customer_cents.output_tokens end,
    customer_cents.reasoning_tokens,
    -- Searches, where a rerank model bills by them.
    case when customer_cents.kind = 'rerank' then coalesce(customer_cents.item_count, 1) else 1 end)
end;
comment on function howdah_internal.customer_cents is
  'What a customer pays for one call, US cents: at its own price list, or with a mark-up on the cost. Null where that '
  'is not known; answers from the cache and calls that bought nothing cost 0.';
