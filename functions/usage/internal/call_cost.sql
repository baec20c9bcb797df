drop function if exists howdah_internal.call_cost(
  text, text, timestamptz, int, int, int, int, int, text, int, text);
drop function if exists howdah_internal.call_cost(
  text, text, timestamptz, int, int, int, int, int, text, int, text, int);
create or replace function howdah_internal.call_cost(
  provider text,
  model text,
  called_at timestamptz,
  input_tokens integer,
  cached_input_tokens integer default 0,
  cache_write_tokens integer default 0,
  output_tokens integer default 0,
  reasoning_tokens integer default 0,
  service_class text default 'standard',
  cache_write_1h_tokens integer default 0,
  response_model text default null,
  cache_write_12h_tokens integer default 0,
  request_count integer default 1,
  out cost_cents numeric,
  out price_id bigint
)
  language plpgsql
  stable
as $$
declare
  v_name text;
  v_is_fitting boolean;
begin
  -- What answered comes before what was asked for, a name before what it is an alias of. Only names that somebody wrote
  -- down: a name that merely begins alike may cost something else.
  for i in case when call_cost.response_model is null then 3 else 1 end .. 4 loop
    v_name := case when i < 3 then call_cost.response_model else call_cost.model end;
    if i in (2, 4) then
      v_name := coalesce((
        select m.name
          from howdah.model_aliases as a
          join howdah.models as m on m.id = a.model_id and m.provider = call_cost.provider
         where a.alias = v_name
      ), (
        select a.model from howdah.price_aliases as a where a.provider = call_cost.provider and a.alias = v_name
      ));
    end if;
    -- Null where anything that was used has no known count or price.
    select p.service_class = call_cost.service_class and p.from_input_tokens <= coalesce(call_cost.input_tokens, 0),
           p.id,
           round(p.request_cents * call_cost.request_count + (
             -- What costs nothing need not be counted.
             case when p.input_cents_per_mtok = 0 then 0
               else (call_cost.input_tokens - n.cached - n.written) * p.input_cents_per_mtok end
             + case when n.cached = 0 then 0 else n.cached * coalesce(
                 p.cached_input_cents_per_mtok,
                 case when 'cached_input' != all (p.unknown_parts) then p.input_cents_per_mtok end) end
             -- Writes that are kept longer cost as others only where these cost what input costs.
             + case when n.written = n.hour + n.half_day then 0
                 else (n.written - n.hour - n.half_day) * coalesce(p.cache_write_cents_per_mtok, n.write_as_input) end
             + case when n.hour = 0 then 0
                 else n.hour * coalesce(p.cache_write_1h_cents_per_mtok, n.write_as_input) end
             + case when n.half_day = 0 then 0
                 else n.half_day * coalesce(p.cache_write_12h_cents_per_mtok, n.write_as_input) end
             + case when p.output_cents_per_mtok is not null then
                   (call_cost.output_tokens - n.reasoned) * p.output_cents_per_mtok
                   + n.reasoned * coalesce(p.reasoning_cents_per_mtok, p.output_cents_per_mtok)
                 when coalesce(call_cost.output_tokens, 0) = 0 then 0
               end
           ) / 1000000, 10)
      into v_is_fitting, price_id, cost_cents
      from howdah.model_prices as p
     cross join lateral (
       select coalesce(call_cost.cached_input_tokens, 0) as cached,
              coalesce(call_cost.cache_write_tokens, 0) as written,
              coalesce(call_cost.cache_write_1h_tokens, 0) as hour,
              coalesce(call_cost.cache_write_12h_tokens, 0) as half_day,
              coalesce(call_cost.reasoning_tokens, 0) as reasoned,
              case when p.cache_write_cents_per_mtok is null and 'cache_write' != all (p.unknown_parts)
                then p.input_cents_per_mtok end as write_as_input
     ) as n
     where p.provider = call_cost.provider and p.model = v_name and p.effective_from <= call_cost.called_at
       and p.withdrawn_at is null
     -- The tiers of a date are one price: what it leaves out an older date does not answer for. So it may not fit.
     -- What somebody set comes before the list.
     order by p.is_list, p.effective_from desc, p.service_class = call_cost.service_class desc,
              p.from_input_tokens <= coalesce(call_cost.input_tokens, 0) desc, p.from_input_tokens desc
     limit 1;
    exit when found;
  end loop;
  if v_is_fitting is not true then
    cost_cents := null;
    price_id := null;
  end if;
end
$$;
comment on function howdah_internal.call_cost is
  'US cents of one call at the price of its time, and that price: of the name it answered with, that name''s alias, '
  'the name that was asked for, its alias, whichever has one first; one that somebody set comes before the list. Null '
  'where a count or its price is not known. Cached and cache write tokens are part of the input, reasoning tokens '
  'part of the output. request_count is what a provider bills as one request, such as the searches of a rerank call.';
