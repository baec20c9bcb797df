create or replace function howdah_internal.lay_prices(provider text, list text)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_listed howdah.model_prices[];
begin
  v_listed := array(
    select jsonb_populate_record(null::howdah.model_prices, jsonb_strip_nulls(jsonb_build_object(
             'id', 0, 'provider', lay_prices.provider, 'model', c.cell[1],
             'effective_from', c.cell[2]::timestamp at time zone 'UTC',
             'service_class', coalesce(substring(c.cell[3] from '^[a-z]+'), 'standard'),
             'from_input_tokens', coalesce(substring(c.cell[3] from '> (\d+)')::integer + 1, 0),
             'input_cents_per_mtok', p.cents[1], 'cached_input_cents_per_mtok', p.cents[2],
             'cache_write_cents_per_mtok', p.cents[3], 'cache_write_1h_cents_per_mtok', p.cents[4],
             'output_cents_per_mtok', p.cents[5], 'cache_write_12h_cents_per_mtok', p.cents[6], 'request_cents', 0,
             'unknown_parts', array(
               select u.part
                 from unnest('{input,cached_input,cache_write}'::text[], s.said[:3]) as u (part, said)
                where u.said = '?'),
             'source_date', c.cell[5], 'source', coalesce(c.cell[6], 'pydantic/genai-prices@47df840a'),
             'note', regexp_replace(c.cell[7], '^disputed: ', ''), 'is_disputed',
             coalesce(c.cell[7] like 'disputed: %', false), 'is_list', true)))
      from regexp_split_to_table(btrim(lay_prices.list, E'\n'), '\n') as l (line)
     cross join lateral (
       select array(select nullif(btrim(t.cell), '') from unnest(string_to_array(l.line, '|')) as t (cell))
     ) as c (cell)
     cross join lateral (select string_to_array(c.cell[4], '/')) as s (said)
     cross join lateral (select array(select nullif(nullif(t.said, '-'), '?')::numeric from unnest(s.said) as t (said)))
       as p (cents)
     where l.line ~ '\|'
  );
  -- What somebody set is never touched.
  update howdah.model_prices as p
     set withdrawn_at = howdah.clock()
   where p.provider = lay_prices.provider and p.is_list and p.withdrawn_at is null
     and not exists (
       select from unnest(v_listed) as l
        where l.model = p.model and l.effective_from = p.effective_from
          and howdah_internal.price_tier(l) = howdah_internal.price_tier(p)
     );
  -- Nor is what was confirmed since.
  update howdah.model_prices as p
     set source = l.source, source_date = l.source_date, note = l.note, is_disputed = l.is_disputed
    from unnest(v_listed) as l
   where p.provider = lay_prices.provider and p.is_list and p.withdrawn_at is null and l.model = p.model
     and l.effective_from = p.effective_from and l.service_class = p.service_class
     and l.from_input_tokens = p.from_input_tokens and l.source_date >= p.source_date
     and (l.source, l.source_date, l.note) is distinct from (p.source, p.source_date, p.note);
  insert into howdah.model_prices (
    provider, model, effective_from, service_class, from_input_tokens, input_cents_per_mtok,
    cached_input_cents_per_mtok, cache_write_cents_per_mtok, cache_write_1h_cents_per_mtok,
    cache_write_12h_cents_per_mtok, output_cents_per_mtok, unknown_parts, source, source_date, note, is_disputed,
    is_list
  )
  select l.provider, l.model, l.effective_from, l.service_class, l.from_input_tokens, l.input_cents_per_mtok,
         l.cached_input_cents_per_mtok, l.cache_write_cents_per_mtok, l.cache_write_1h_cents_per_mtok,
         l.cache_write_12h_cents_per_mtok, l.output_cents_per_mtok, l.unknown_parts, l.source, l.source_date, l.note,
         l.is_disputed, true
    from unnest(v_listed) as l
  on conflict do nothing;
  insert into howdah.price_aliases (provider, alias, model)
  select lay_prices.provider, a.name[1], a.name[2]
    from regexp_split_to_table(lay_prices.list, '\n') as l (line)
   cross join lateral (select regexp_split_to_array(btrim(l.line), ' = ')) as a (name)
   where l.line ~ ' = ' and l.line !~ '\|'
  on conflict (provider, alias) do update set model = excluded.model where price_aliases.model != excluded.model;
end
$$;
comment on function howdah_internal.lay_prices is
  'Lays the whole list of a provider''s prices: what it holds no longer is withdrawn, what somebody set stays. A line '
  'is model | first day | class > tokens | input/cached input/cache write/write for 1 h/output/write for 12 h | day of '
  'reading | source, else genai-prices | note, in cents for a million tokens: - is none of its own, ? is not known. Or '
  'it is alias = model.';
