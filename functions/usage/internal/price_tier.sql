create or replace function howdah_internal.price_tier(price howdah.model_prices)
  returns jsonb
  language plpgsql
  immutable
as $$
begin
  return jsonb_strip_nulls(jsonb_build_object(
    'service_class', nullif((price).service_class, 'standard'),
    'from_input_tokens', nullif((price).from_input_tokens, 0),
    'input', trim_scale((price).input_cents_per_mtok),
    'cached_input', trim_scale((price).cached_input_cents_per_mtok),
    'cache_write', trim_scale((price).cache_write_cents_per_mtok),
    'cache_write_1h', trim_scale((price).cache_write_1h_cents_per_mtok),
    'cache_write_12h', trim_scale((price).cache_write_12h_cents_per_mtok),
    'output', trim_scale((price).output_cents_per_mtok),
    'reasoning', trim_scale((price).reasoning_cents_per_mtok),
    'request', nullif(trim_scale((price).request_cents), 0),
    'unknown', to_jsonb(nullif((price).unknown_parts, '{}'))));
end
$$;
comment on function howdah_internal.price_tier is
  'A row of model_prices as a tier that set_price takes.';
