create or replace function howdah.set_price(
  provider text,
  model text,
  effective_from timestamptz,
  tiers jsonb,
  source text default null,
  source_date date default null
)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_there jsonb;
  v_new jsonb;
begin
  perform howdah.check_price(set_price.provider, set_price.model, set_price.effective_from, set_price.tiers);
  -- One at a time, so that two prices of one date never mix.
  perform pg_advisory_xact_lock(hashtextextended(
    format('howdah.set_price %s/%s', set_price.provider, set_price.model), 0));
  select jsonb_agg(jsonb_build_array(
           p.service_class, p.from_input_tokens, p.input_cents_per_mtok, p.cached_input_cents_per_mtok,
           p.cache_write_cents_per_mtok, p.cache_write_1h_cents_per_mtok, p.output_cents_per_mtok,
           p.reasoning_cents_per_mtok, p.request_cents) order by p.service_class, p.from_input_tokens)
    into v_there
    from howdah.model_prices as p
   where p.provider = set_price.provider
     and p.model = set_price.model
     and p.effective_from = set_price.effective_from;
  select jsonb_agg(jsonb_build_array(
           t.service_class, t.from_input_tokens, t.input, t.cached_input, t.cache_write, t.cache_write_1h, t.output,
           t.reasoning, t.request) order by t.service_class, t.from_input_tokens)
    into v_new
    from howdah.price_tiers(set_price.tiers) as t;
  if v_there = v_new then
    return 0;
  end if;
  if v_there is not null then
    raise exception 'another price is set for this model and date'
      using errcode = 'PT409',
            hint = 'Prices are append-only: set the right one a second later and call howdah.reprice_usage.';
  end if;
  insert into howdah.model_prices (
    provider, model, effective_from, service_class, from_input_tokens, input_cents_per_mtok,
    cached_input_cents_per_mtok, cache_write_cents_per_mtok, cache_write_1h_cents_per_mtok, output_cents_per_mtok,
    reasoning_cents_per_mtok, request_cents, source, source_date
  )
  select set_price.provider, set_price.model, set_price.effective_from, t.service_class, t.from_input_tokens, t.input,
         t.cached_input, t.cache_write, t.cache_write_1h, t.output, t.reasoning, t.request,
         coalesce(set_price.source, 'set_price'), coalesce(set_price.source_date, howdah.now()::date)
    from howdah.price_tiers(set_price.tiers) as t;
  return jsonb_array_length(v_new);
end
$$;
comment on function howdah.set_price(text, text, timestamptz, jsonb, text, date) is
  'Sets the price of a model from a date on, all its tiers at once, in US cents for a million tokens; returns the '
  'number of new tiers, 0 when that price is there already. A tier has input and, where they differ, cached_input, '
  'cache_write, cache_write_1h, output, reasoning, request (cents a request), from_input_tokens (the whole request '
  'costs that from this length on) and service_class (standard, batch, flex, priority). What calls have cost does not '
  'change: see reprice_usage. Raises 22004, 22023, PT409 when the date already has another price. Example: select '
  'howdah.set_price(''openai'', ''gpt-4o-mini'', ''2026-12-01'', '
  '''[{"input": 15, "cached_input": 7.5, "output": 60}]'').';
