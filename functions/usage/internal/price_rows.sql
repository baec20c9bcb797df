create or replace function howdah_internal.price_rows(tiers jsonb)
  returns setof howdah.model_prices
  language plpgsql
  stable
as $$
begin
  return query
  select p.*
    from jsonb_array_elements(price_rows.tiers) as t (tier)
   cross join lateral (
     select jsonb_object_agg(case
              when e.name in ('service_class', 'from_input_tokens') then e.name
              when e.name = 'request' then 'request_cents'
              when e.name = 'unknown' then 'unknown_parts'
              else e.name || '_cents_per_mtok' end, e.value) as values
       from jsonb_each(jsonb '{"service_class": "standard", "from_input_tokens": 0, "request": 0, "unknown": []}'
              || jsonb_strip_nulls(t.tier)) as e (name, value)
   ) as c
   cross join lateral jsonb_populate_record(null::howdah.model_prices, c.values) as p;
end
$$;
comment on function howdah_internal.price_rows is
  'The tiers of a price as rows of model_prices, without whose they are.';
