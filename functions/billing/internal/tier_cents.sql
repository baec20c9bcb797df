create or replace function howdah_internal.tier_cents(
  tiers jsonb,
  service_class text,
  input_tokens integer,
  cached_input_tokens integer,
  cache_write_tokens integer,
  cache_write_1h_tokens integer,
  cache_write_12h_tokens integer,
  output_tokens integer,
  reasoning_tokens integer
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
  return round(coalesce((v_tier ->> 'request')::numeric, 0) + (
    (tier_cents.input_tokens - v_cached - v_written) * v_input
    + v_cached * coalesce((v_tier ->> 'cached_input')::numeric, v_input)
    + (v_written - v_hour - v_half_day) * v_write
    + v_hour * coalesce((v_tier ->> 'cache_write_1h')::numeric, v_write)
    + v_half_day * coalesce((v_tier ->> 'cache_write_12h')::numeric, v_write)
    + case when v_tier -> 'output' is null then 0
        else (tier_cents.output_tokens - v_reasoned) * (v_tier ->> 'output')::numeric
          + v_reasoned * coalesce((v_tier ->> 'reasoning')::numeric, (v_tier ->> 'output')::numeric) end
  ) / 1000000, 10);
end
$$;
comment on function howdah_internal.tier_cents is
  'US cents of a call at a price list of one''s own: of its service class, or standard where the list has none. What '
  'has no price of its own costs what input, other writes or output cost. Null where a count is not known.';
