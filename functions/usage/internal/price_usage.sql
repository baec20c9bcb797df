create or replace function howdah_internal.price_usage(
  call howdah.llm_usage,
  facts jsonb,
  held howdah_internal.reservations default null
)
  returns howdah.llm_usage
  language plpgsql
  stable
as $$
declare
  v_call howdah.llm_usage := price_usage.call;
  v_used record := howdah_internal.counted_usage(price_usage.facts);
  v_priced record;
  v_reported numeric;
begin
  v_call.response_model := left(price_usage.facts ->> 'model', 200);
  v_call.response_id := left(price_usage.facts ->> 'response_id', 200);
  v_call.status := v_used.status;
  v_call.error_code := left(price_usage.facts ->> 'error_code', 100);
  v_call.item_count := coalesce(howdah_internal.token_count(price_usage.facts -> 'item_count'), 1);
  v_call.latency_ms := howdah_internal.token_count(price_usage.facts -> 'latency_ms');
  v_call.first_token_ms := howdah_internal.token_count(price_usage.facts -> 'first_token_ms');
  v_call.service_class := v_used.service_class;
  v_call.input_tokens := v_used.input_tokens;
  v_call.cached_input_tokens := v_used.cached_input_tokens;
  v_call.cache_write_tokens := v_used.cache_write_tokens;
  v_call.cache_write_1h_tokens := v_used.cache_write_1h_tokens;
  v_call.cache_write_12h_tokens := v_used.cache_write_12h_tokens;
  v_call.usage_keys := v_used.usage_keys;
  v_call.output_tokens := v_used.output_tokens;
  v_call.reasoning_tokens := v_used.reasoning_tokens;
  v_call.is_estimated := v_used.is_estimated;
  if v_call.kind = 'embedding' then
    v_call.output_tokens := nullif(v_call.output_tokens, 0);
    v_call.reasoning_tokens := null;
    v_call.usage_keys := case when v_used.input_tokens is null or v_used.is_estimated then v_used.usage_keys end;
  end if;
  if v_call.kind = 'rerank' then
    v_call := howdah_internal.count_rerank(v_call, price_usage.facts);
  end if;
  v_call.price_id := null;
  v_call.budget_cents := null;
  v_call.list_cents := null;
  v_call.cost_source := null;
  if v_used.is_free then
    v_call.cost_cents := 0;
  else
    v_priced := howdah_internal.call_cost(
      v_call.provider, v_call.model, v_call.created_at, v_call.input_tokens, v_call.cached_input_tokens,
      v_call.cache_write_tokens, v_call.output_tokens, v_call.reasoning_tokens, v_call.service_class,
      v_call.cache_write_1h_tokens, v_call.response_model, v_call.cache_write_12h_tokens,
      case v_call.kind when 'rerank' then v_call.item_count else 1 end);
    v_call.cost_cents := v_priced.cost_cents;
    v_call.price_id := v_priced.price_id;
    v_call.cost_source := case when v_priced.cost_cents is null then null
      when v_call.is_estimated then 'estimate' else 'price' end;
    -- What it billed is the cost, whatever a list says.
    v_reported := howdah_internal.reported_cost(price_usage.facts);
    if v_reported is not null then
      v_call.list_cents := v_priced.cost_cents;
      v_call.cost_cents := v_reported;
      v_call.cost_source := 'provider';
    end if;
  end if;
  -- Nested, for PL/pgSQL runs a whole condition with a subquery as a query, also where the cost is known.
  if v_call.cost_cents is null then
    if exists (select from howdah.budgets) then
      -- What nobody says counts as it was held, never as nothing.
      v_call.budget_cents := coalesce(howdah_internal.estimated_cost(
        v_call.model_id, v_call.created_at, coalesce(v_call.input_tokens, price_usage.held.input_tokens, 0),
        coalesce(v_call.output_tokens, price_usage.held.output_tokens, 0)), 0);
    end if;
  end if;
  return v_call;
end
$$;
comment on function howdah_internal.price_usage is
  'A row of llm_usage with what the facts about the call (counted_usage) say of it, priced at its time: cost_cents, or '
  'where nobody knows it budget_cents, for which tokens that were not reported are taken as they were held.';
