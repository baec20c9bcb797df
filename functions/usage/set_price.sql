create or replace function howdah.set_price(provider text, model text, effective_from timestamptz, tiers jsonb)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_count integer;
begin
  if set_price.provider is null or set_price.model is null or set_price.effective_from is null
     or set_price.tiers is null then
    raise exception 'provider, model, effective_from and tiers are required'
      using errcode = '22004', hint = 'tiers is an array such as [{"input": 15, "output": 60}], cents for a million tokens.';
  end if;
  if jsonb_typeof(set_price.tiers) != 'array' or jsonb_array_length(set_price.tiers) = 0
     or exists (
       select from jsonb_array_elements(set_price.tiers) as t (tier)
        where jsonb_typeof(t.tier -> 'input') is distinct from 'number'
           or jsonb_path_exists(t.tier, '$.* ? (@ < 0)')
     ) then
    raise exception 'tiers is not an array of objects with an input price, or a price is negative'
      using errcode = '22023', hint = 'Example: [{"input": 15, "cached_input": 7.5, "output": 60}], cents for a million tokens.';
  end if;
  if exists (
    select from jsonb_array_elements(set_price.tiers) as t (tier)
      join howdah.model_prices as p
        on p.provider = set_price.provider
       and p.model = set_price.model
       and p.effective_from = set_price.effective_from
       and p.service_class = coalesce(t.tier ->> 'service_class', 'standard')
       and p.from_input_tokens = coalesce((t.tier ->> 'from_input_tokens')::integer, 0)
     where p.input_cents_per_mtok != (t.tier ->> 'input')::numeric
        or p.cached_input_cents_per_mtok is distinct from (t.tier ->> 'cached_input')::numeric
        or p.cache_write_cents_per_mtok is distinct from (t.tier ->> 'cache_write')::numeric
        or p.output_cents_per_mtok is distinct from (t.tier ->> 'output')::numeric
        or p.reasoning_cents_per_mtok is distinct from (t.tier ->> 'reasoning')::numeric
        or p.request_cents != coalesce((t.tier ->> 'request')::numeric, 0)
  ) then
    raise exception 'another price is set for this model and date'
      using errcode = 'PT409', hint = 'Prices are append-only: set the new price with a later effective_from.';
  end if;
  insert into howdah.model_prices (
    provider, model, effective_from, service_class, from_input_tokens, input_cents_per_mtok,
    cached_input_cents_per_mtok, cache_write_cents_per_mtok, output_cents_per_mtok,
    reasoning_cents_per_mtok, request_cents, source, source_date
  )
  select set_price.provider, set_price.model, set_price.effective_from,
         coalesce(t.tier ->> 'service_class', 'standard'), coalesce((t.tier ->> 'from_input_tokens')::integer, 0),
         (t.tier ->> 'input')::numeric, (t.tier ->> 'cached_input')::numeric,
         (t.tier ->> 'cache_write')::numeric, (t.tier ->> 'output')::numeric,
         (t.tier ->> 'reasoning')::numeric, coalesce((t.tier ->> 'request')::numeric, 0),
         'set_price', howdah.now()::date
    from jsonb_array_elements(set_price.tiers) as t (tier)
  on conflict on constraint model_prices_tier_key do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah.set_price(text, text, timestamptz, jsonb) is
  'Adds the price of a model from a date on, in US cents for a million tokens; returns the number of new tiers. '
  'Raises 22004, 22023, PT409 when the date already has another price. Example: select howdah.set_price(''openai'', '
  '''gpt-4o-mini'', ''2026-12-01'', ''[{"input": 15, "cached_input": 7.5, "output": 60}]'').';
