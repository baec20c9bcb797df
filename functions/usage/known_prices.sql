create or replace function howdah.known_prices()
  returns table (
    provider text,
    model text,
    state text,
    service_class text,
    from_input_tokens integer,
    input numeric,
    cached_input numeric,
    cache_write numeric,
    cache_write_1h numeric,
    cache_write_12h numeric,
    output numeric,
    effective_from timestamptz,
    source_date date,
    source text,
    note text,
    priced_as text,
    is_list boolean
  )
  language plpgsql
  stable
  security definer
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
begin
  return query
  with used as (
    select m.provider, m.name as model from howdah.models as m
    union
    select p.provider, p.model
      from howdah_internal.usage_day_parts as p
     where p.day > (howdah.now() at time zone 'UTC')::date - 30
  ), named as (
    -- By its own name, or the one that it is an alias of.
    select u.provider, u.model, coalesce(f.model, (
             select n.model from howdah.model_prices as n
              where n.provider = u.provider and n.model = u.model and n.withdrawn_at is null limit 1)) as priced_as
      from used as u
     cross join lateral howdah_internal.call_cost(u.provider, u.model, howdah.now(), 0) as c
      left join howdah.model_prices as f on f.id = c.price_id
  )
  select n.provider, n.model,
         case
           when p.id is null then 'missing'
           when p.is_future then 'later'
           when bool_or(p.is_disputed) over price then 'disputed'
           -- Nobody has looked since it began.
           when p.source_date < (p.effective_from at time zone 'UTC')::date then 'begun'
           when p.listed_at > p.source_date then 'differs'
           when p.source_date < howdah.now()::date - 90 and n.provider != 'local' then 'old'
           else 'known'
         end,
         p.service_class, p.from_input_tokens, trim_scale(p.input_cents_per_mtok),
         trim_scale(p.cached_input_cents_per_mtok), trim_scale(p.cache_write_cents_per_mtok),
         trim_scale(p.cache_write_1h_cents_per_mtok), trim_scale(p.cache_write_12h_cents_per_mtok),
         trim_scale(p.output_cents_per_mtok), p.effective_from, p.source_date, p.source, p.note, n.priced_as, p.is_list
    from named as n
    left join lateral (
      select f.*, false as is_future, (
               -- A price that somebody set, and the list has had another since.
               select (max(l.effective_from) at time zone 'UTC')::date
                 from howdah.model_prices as l
                where not f.is_list and l.is_list and l.withdrawn_at is null
                  and l.provider = f.provider and l.model = f.model and l.service_class = f.service_class
                  and l.from_input_tokens = f.from_input_tokens and l.effective_from > f.effective_from
                  and l.effective_from <= howdah.now()
                  and howdah_internal.price_tier(l) != howdah_internal.price_tier(f)
             ) as listed_at
        from howdah_internal.price_in_force(n.provider, n.priced_as, howdah.now()) as f
      union all
      select l.*, true, null
        from howdah.model_prices as l
       where l.provider = n.provider and l.model = n.priced_as and l.withdrawn_at is null
         and l.effective_from > howdah.now()
    ) as p on true
  window price as (partition by n.provider, n.model, p.effective_from)
   order by n.provider, n.model, p.effective_from, p.service_class != 'standard', p.service_class, p.from_input_tokens;
end
$$;
comment on function howdah.known_prices is
  'What is known about the prices of the models that are registered or were called in the last 30 days: a row a tier, '
  'in US cents for a million tokens, of the price that holds now and of later ones. state is missing, later, disputed '
  '(note says how), begun (last read before it began), differs (somebody set it, and the list has had another since), '
  'old (read more than 90 days ago) or known; priced_as is the name whose price it is, is_list whether it came with '
  'howdah. Example: select provider, model, state, input, output, source_date from howdah.known_prices().';
grant execute on function howdah.known_prices to howdah_admin, howdah_analyst;
