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
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_there jsonb;
  v_new jsonb;
begin
  perform howdah_internal.check_price(set_price.provider, set_price.model, set_price.effective_from, set_price.tiers);
  -- One at a time, so that two prices of one date never mix.
  perform pg_advisory_xact_lock(hashtextextended(
    format('howdah.set_price %s/%s', set_price.provider, set_price.model), 0));
  select jsonb_agg(howdah_internal.price_tier(p) order by p.service_class, p.from_input_tokens)
    into v_there
    from howdah.model_prices as p
   where p.provider = set_price.provider and p.model = set_price.model and p.effective_from = set_price.effective_from
     and not p.is_list and p.withdrawn_at is null;
  select jsonb_agg(howdah_internal.price_tier(t) order by t.service_class, t.from_input_tokens)
    into v_new
    from howdah_internal.price_rows(set_price.tiers) as t;
  if v_there = v_new then
    return 0;
  end if;
  if v_there is not null then
    raise exception 'another price is set for this model and date'
      using errcode = 'PT409',
            hint = format('If it is wrong: select howdah.withdraw_price(%L, %L, %L), then set the right one and call '
              'howdah.reprice_usage.', set_price.provider, set_price.model, set_price.effective_from);
  end if;
  -- Prices may come before models; a misspelt name would never be called.
  if not exists (
    select from howdah.models as m where m.provider = set_price.provider and m.name = set_price.model
    union all
    select from howdah.model_aliases as a where a.alias = set_price.model
    union all
    select from howdah.price_aliases as a where a.provider = set_price.provider and a.alias = set_price.model
    union all
    select from howdah.model_prices as p where p.provider = set_price.provider and p.model = set_price.model
  ) then
    raise notice 'no model %/% is registered yet: the price is for calls that name it so', set_price.provider,
      set_price.model;
  end if;
  insert into howdah.model_prices (
    provider, model, effective_from, service_class, from_input_tokens, input_cents_per_mtok,
    cached_input_cents_per_mtok, cache_write_cents_per_mtok, cache_write_1h_cents_per_mtok,
    cache_write_12h_cents_per_mtok, output_cents_per_mtok, reasoning_cents_per_mtok, request_cents, unknown_parts,
    source, source_date
  )
  select set_price.provider, set_price.model, set_price.effective_from, t.service_class, t.from_input_tokens,
         t.input_cents_per_mtok, t.cached_input_cents_per_mtok, t.cache_write_cents_per_mtok,
         t.cache_write_1h_cents_per_mtok, t.cache_write_12h_cents_per_mtok, t.output_cents_per_mtok,
         t.reasoning_cents_per_mtok, t.request_cents, t.unknown_parts,
         coalesce(set_price.source, 'set_price'), coalesce(set_price.source_date, howdah.now()::date)
    from howdah_internal.price_rows(set_price.tiers) as t;
  return jsonb_array_length(v_new);
end
$$;
comment on function howdah.set_price is
  'Sets the price of a model from a date on, all its tiers at once, in US cents for a million tokens; returns the '
  'number of new tiers, 0 when that price is there already. From its date on it stands before every price of the list '
  'that comes with howdah. A tier has input and, where they differ, cached_input, cache_write, cache_write_1h, '
  'cache_write_12h, output, reasoning, request (cents a request), from_input_tokens (the whole request costs that from '
  'this length on) and service_class (standard, batch, flex, priority); unknown is an array of what has a price that '
  'you do not know (input, cached_input, cache_write). What calls have cost does not change: see reprice_usage. A '
  'NOTICE says when nobody knows the model. Raises 22004, 22023, PT409 when the date already has another price. '
  'Example: select howdah.set_price(''openai'', ''gpt-4o-mini'', ''2026-12-01'', ''[{"input": 15, "cached_input": '
  '7.5, "output": 60}]'').';
grant execute on function howdah.set_price to howdah_admin;
