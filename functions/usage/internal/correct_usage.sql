select howdah_internal.drop_former('howdah_internal.correct_usage(howdah.llm_usage, jsonb)', 'customer_change_cents');
create or replace function howdah_internal.correct_usage(
  call howdah.llm_usage,
  facts jsonb,
  out stored howdah.llm_usage,
  out change_cents numeric,
  out customer_change_cents numeric
)
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_guesses text[] := '{crashed,cancelled}';
  v_new howdah.llm_usage := correct_usage.call;
  v_counted numeric;
  v_has_credit boolean;
begin
  if not v_new.is_estimated or coalesce(v_new.error_code, '') != all (v_guesses) then
    select u.* into stored
      from howdah.llm_usage as u
     where u.tenant_id = v_new.tenant_id and u.call_id = v_new.call_id
       and u.attempt = v_new.attempt and u.created_at = v_new.created_at
       and u.is_estimated and u.error_code = any (v_guesses)
       for no key update;
  end if;
  if stored.call_id is null then
    select u.* into stored
      from howdah.llm_usage as u
     where u.tenant_id = v_new.tenant_id and u.call_id = v_new.call_id
       and u.attempt = v_new.attempt and u.created_at = v_new.created_at;
    change_cents := 0;
    customer_change_cents := 0;
    return;
  end if;
  if v_new.input_tokens is null or v_new.output_tokens is null then
    -- What the report does not say stays as it was estimated.
    v_new := howdah_internal.price_usage(v_new, jsonb_build_object(
      'estimated_input_tokens', stored.input_tokens, 'estimated_output_tokens', stored.output_tokens
    ) || jsonb_strip_nulls(correct_usage.facts));
  end if;
  v_counted := coalesce(stored.cost_cents, stored.budget_cents, 0);
  v_has_credit := exists (
    select from howdah.budgets as b
     where b.tenant_id = stored.tenant_id and b.scope = 'credit' and b.created_at <= stored.created_at);
  customer_change_cents := case
    when v_has_credit then -coalesce(howdah_internal.customer_call_cents(stored), 0) else 0 end;
  perform howdah_internal.note_correction(stored.tenant_id, stored.call_id, stored.attempt, stored.created_at);
  update howdah.llm_usage as u
     set response_model = v_new.response_model, response_id = v_new.response_id, service_class = v_new.service_class,
         status = v_new.status, error_code = v_new.error_code, item_count = v_new.item_count,
         input_tokens = v_new.input_tokens, cached_input_tokens = v_new.cached_input_tokens,
         cache_write_tokens = v_new.cache_write_tokens, cache_write_1h_tokens = v_new.cache_write_1h_tokens,
         cache_write_12h_tokens = v_new.cache_write_12h_tokens, usage_keys = v_new.usage_keys,
         output_tokens = v_new.output_tokens, reasoning_tokens = v_new.reasoning_tokens,
         is_estimated = v_new.is_estimated, cost_cents = v_new.cost_cents, budget_cents = v_new.budget_cents,
         cost_source = v_new.cost_source, list_cents = v_new.list_cents,
         price_id = v_new.price_id, latency_ms = v_new.latency_ms, first_token_ms = v_new.first_token_ms
   where u.tenant_id = stored.tenant_id and u.call_id = stored.call_id
     and u.attempt = stored.attempt and u.created_at = stored.created_at
  returning u.* into stored;
  change_cents := coalesce(stored.cost_cents, stored.budget_cents, 0) - v_counted;
  if v_has_credit then
    customer_change_cents := customer_change_cents + coalesce(howdah_internal.customer_call_cents(stored), 0);
  end if;
end
$$;
comment on function howdah_internal.correct_usage is
  'Puts what a worker reports late in the place of the estimate that was written when it was given up (error_code '
  'crashed or cancelled), and says by how much that changes what budgets, and a credit, counted. Anything else that '
  'is there already stays, and a second report changes nothing. stored is the row as it is then.';
