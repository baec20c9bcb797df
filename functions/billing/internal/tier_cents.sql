drop function if exists howdah_internal.customer_cents(
  numeric, jsonb, boolean, numeric, bigint, integer, text, text, integer, integer, integer, integer, integer, integer,
  integer);
drop function if exists howdah_internal.tier_cents(
  jsonb, text, integer, integer, integer, integer, integer, integer, integer);
create or replace function howdah_internal.tier_cents(
  tiers jsonb,
  service_class text,
  input_tokens integer,
  cached_input_tokens integer,
  cache_write_tokens integer,
  cache_write_1h_tokens integer,
  cache_write_12h_tokens integer,
  output_tokens integer,
  reasoning_tokens integer,
  request_count integer
)
  returns numeric
  language plpgsql
  immutable
as $$
declare
  v_tier jsonb;
  v_cached bigint := coalesce(tier_cents.cached_input_tokens, 0);
  v_written bigint := coalesce(tier_cents.cache_write_tokens, 0);
  v_hour bigint := coalesce(tier_cents.cache_write_1h_tokens, 0);
  v_half_day bigint := coalesce(tier_cents.cache_write_12h_tokens, 0);
  v_reasoned bigint := coalesce(tier_cents.reasoning_tokens, 0);
  v_input numeric;
  v_write numeric;
  v_output numeric;
  v_reasoning numeric;
begin
  select t.tier into v_tier
    from jsonb_array_elements(tier_cents.tiers) as t (tier)
   where coalesce(t.tier ->> 'service_class', 'standard') in (tier_cents.service_class, 'standard')
     and coalesce((t.tier ->> 'from_input_tokens')::bigint, 0) <= coalesce(tier_cents.input_tokens, 0)
   order by coalesce(t.tier ->> 'service_class', 'standard') = tier_cents.service_class desc,
            coalesce((t.tier ->> 'from_input_tokens')::bigint, 0) desc
   limit 1;
  v_input := (v_tier ->> 'input')::numeric;
  v_write := coalesce((v_tier ->> 'cache_write')::numeric, v_input);
  v_output := coalesce((v_tier ->> 'output')::numeric, 0);
  v_reasoning := coalesce((v_tier ->> 'reasoning')::numeric, v_output);
  return round(coalesce((v_tier ->> 'request')::numeric, 0) * tier_cents.request_count + (
    -- What costs nothing need not be counted.
    case when v_input = 0 then 0 else (tier_cents.input_tokens - v_cached - v_written) * v_input end
    + v_cached * coalesce((v_tier ->> 'cached_input')::numeric, v_input)
    + (v_written - v_hour - v_half_day) * v_write
    + v_hour * coalesce((v_tier ->> 'cache_write_1h')::numeric, v_write)
    + v_half_day * coalesce((v_tier ->> 'cache_write_12h')::numeric, v_write)
    + case when v_output = 0 then 0 else (tier_cents.output_tokens - v_reasoned) * v_output end
    + v_reasoned * v_reasoning
  ) / 1000000, 10);
end
$$;
comment on function howdah_internal.tier_cents is
  'US cents of a call at a price list of one''s own: of its service class, or standard where the list has none. What '
  'has no price of its own costs what input, other writes or output cost. Null where a count is not known that costs '
  'something.';
