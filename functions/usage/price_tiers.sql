create or replace function howdah.price_tiers(tiers jsonb)
  returns table (
    service_class text,
    from_input_tokens integer,
    input numeric,
    cached_input numeric,
    cache_write numeric,
    cache_write_1h numeric,
    output numeric,
    reasoning numeric,
    request numeric
  )
  language plpgsql
  immutable
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  select coalesce(t.service_class, 'standard'), coalesce(t.from_input_tokens, 0), round(t.input, 10),
         round(t.cached_input, 10), round(t.cache_write, 10), round(t.cache_write_1h, 10), round(t.output, 10),
         round(t.reasoning, 10), round(coalesce(t.request, 0), 10)
    from jsonb_to_recordset(price_tiers.tiers) as t (
      service_class text, from_input_tokens integer, input numeric, cached_input numeric, cache_write numeric,
      cache_write_1h numeric, output numeric, reasoning numeric, request numeric
    );
end
$$;
comment on function howdah.price_tiers(jsonb) is 'The tiers of a price as rows, as model_prices holds them.';
