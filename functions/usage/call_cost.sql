drop function if exists howdah.call_cost(
  text, text, timestamptz, integer, integer, integer, integer, integer, text, integer, text
);
create or replace function howdah.call_cost(
  provider text,
  model text,
  called_at timestamptz,
  input_tokens integer,
  cached_input_tokens integer default 0,
  cache_write_tokens integer default 0,
  output_tokens integer default 0,
  reasoning_tokens integer default 0,
  service_class text default 'standard',
  cache_write_1h_tokens integer default 0,
  response_model text default null,
  out cost_cents numeric,
  out price_id bigint
)
  language plpgsql
  stable
  security definer -- prices are not a table of the application
  set search_path from current
as $$
declare
  v_price howdah.model_prices;
  v_cached integer := coalesce(call_cost.cached_input_tokens, 0);
  v_written integer := coalesce(call_cost.cache_write_tokens, 0);
  v_hour integer := coalesce(call_cost.cache_write_1h_tokens, 0);
  v_reasoning integer := coalesce(call_cost.reasoning_tokens, 0);
  v_hour_cents numeric;
begin
  v_price := howdah.find_price(
    call_cost.provider, call_cost.model, call_cost.called_at, call_cost.service_class, call_cost.input_tokens,
    call_cost.response_model);
  price_id := v_price.id;
  v_hour_cents := coalesce(
    v_price.cache_write_1h_cents_per_mtok,
    case when v_price.cache_write_cents_per_mtok is null then v_price.input_cents_per_mtok end);
  -- Null where anything that was used has no known count or price.
  if (call_cost.output_tokens is not null or v_price.output_cents_per_mtok is null)
     and (coalesce(call_cost.output_tokens, 0) = 0 or v_price.output_cents_per_mtok is not null)
     and (v_hour = 0 or v_hour_cents is not null) then
    cost_cents := round(
      v_price.request_cents + (
        (call_cost.input_tokens - v_cached - v_written) * v_price.input_cents_per_mtok
        + v_cached * coalesce(v_price.cached_input_cents_per_mtok, v_price.input_cents_per_mtok)
        + (v_written - v_hour) * coalesce(v_price.cache_write_cents_per_mtok, v_price.input_cents_per_mtok)
        + v_hour * coalesce(v_hour_cents, 0)
        + (coalesce(call_cost.output_tokens, 0) - v_reasoning) * coalesce(v_price.output_cents_per_mtok, 0)
        + v_reasoning * coalesce(v_price.reasoning_cents_per_mtok, v_price.output_cents_per_mtok, 0)
      ) / 1000000, 10);
  end if;
end
$$;
comment on function howdah.call_cost(
  text, text, timestamptz, integer, integer, integer, integer, integer, text, integer, text
) is
  'US cents of one call at the price of its time, and that price; null where a count or its price is not known. Cached '
  'and cache write tokens are part of the input, reasoning tokens part of the output.';
