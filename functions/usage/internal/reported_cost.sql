create or replace function howdah_internal.reported_cost(answer jsonb)
  returns numeric
  language plpgsql
  immutable
as $$
declare
  v_usage jsonb := howdah_internal.usage_object(reported_cost.answer);
  v_cost numeric;
  v_upstream numeric;
begin
  if not v_usage ?| array['cost', 'cost_details', 'total_cost', 'cost_in_usd_ticks'] then
    return null;
  end if;
  -- Dollars; at Perplexity an object with its parts.
  v_cost := howdah_internal.amount(
    coalesce(v_usage #> '{cost,total_cost}', v_usage -> 'total_cost', v_usage -> 'cost'));
  -- With a key of one's own OpenRouter's cost is its fee, and the provider bills beside it.
  v_upstream := howdah_internal.amount(v_usage #> '{cost_details,upstream_inference_cost}');
  if v_usage -> 'is_byok' = 'true' or v_upstream > 0 and coalesce(v_cost, 0) < v_upstream then
    v_cost := coalesce(v_cost, 0) + coalesce(v_upstream, 0);
  end if;
  -- xAI: ten thousand millionths of a dollar.
  v_cost := coalesce(v_cost, howdah_internal.amount(v_usage -> 'cost_in_usd_ticks') / 10000000000);
  return round(v_cost * 100, 10);
end
$$;
comment on function howdah_internal.reported_cost is
  'US cents that the provider says it has billed for a call (OpenRouter, Perplexity, xAI); null where it does not say.';
