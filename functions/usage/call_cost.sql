create or replace function howdah.call_cost(
  provider text,
  model text,
  called_at timestamptz,
  input_tokens integer,
  cached_input_tokens integer default 0,
  cache_write_tokens integer default 0,
  output_tokens integer default 0,
  reasoning_tokens integer default 0
)
  returns table (cost_cents numeric, price_id bigint)
  language plpgsql
  stable
  security definer -- prices are not a table of the application
  set search_path from current
as $$
declare
  v_price howdah.model_prices;
  v_cached integer := coalesce(call_cost.cached_input_tokens, 0);
  v_written integer := coalesce(call_cost.cache_write_tokens, 0);
  v_reasoning integer := coalesce(call_cost.reasoning_tokens, 0);
  v_output integer := coalesce(call_cost.output_tokens, 0);
begin
  -- Providers answer with dated names such as gpt-4o-2024-08-06; the caller passes the name it asked for.
  select p.*
    into v_price
    from howdah.model_prices as p
   where p.provider = call_cost.provider
     and p.model = call_cost.model
     and p.service_class = 'standard'
     and p.from_input_tokens <= coalesce(call_cost.input_tokens, 0)
     and p.effective_from <= call_cost.called_at
   order by p.effective_from desc, p.from_input_tokens desc
   limit 1;
  if v_price.id is null or call_cost.input_tokens is null
     or (v_output > 0 and v_price.output_cents_per_mtok is null) then
    return query select null::numeric, v_price.id;
    return;
  end if;
  return query
  select round(
    v_price.request_cents + (
      (call_cost.input_tokens - v_cached - v_written) * v_price.input_cents_per_mtok
      + v_cached * coalesce(v_price.cached_input_cents_per_mtok, v_price.input_cents_per_mtok)
      + v_written * coalesce(v_price.cache_write_cents_per_mtok, v_price.input_cents_per_mtok)
      + (v_output - v_reasoning) * coalesce(v_price.output_cents_per_mtok, 0)
      + v_reasoning * coalesce(v_price.reasoning_cents_per_mtok, v_price.output_cents_per_mtok, 0)
    ) / 1000000, 10), v_price.id;
end
$$;
comment on function howdah.call_cost(text, text, timestamptz, integer, integer, integer, integer, integer) is
  'US cents of one call at the price of its time, and that price; null where the price is not known. Cached and '
  'cache write tokens are part of the input, reasoning tokens part of the output.';
