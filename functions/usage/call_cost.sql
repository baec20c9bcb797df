drop function if exists howdah.call_cost(
  text, text, timestamptz, integer, integer, integer, integer, integer, text, integer, text
);
create or replace function howdah.call_cost(
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
  out cost_cents numeric,
  out price_id bigint
)
  language plpgsql
  stable
  -- Only definers call it: it has their rights and their search_path.
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
      v_name := howdah.alias_target(call_cost.provider, v_name);
    end if;
    -- Null where anything that was used has no known count or price.
    select p.service_class = call_cost.service_class and p.from_input_tokens <= coalesce(call_cost.input_tokens, 0),
           p.id,
           round(p.request_cents + (
             (call_cost.input_tokens - n.cached - n.written) * p.input_cents_per_mtok
             + n.cached * coalesce(p.cached_input_cents_per_mtok, p.input_cents_per_mtok)
             + (n.written - n.hour) * coalesce(p.cache_write_cents_per_mtok, p.input_cents_per_mtok)
             + case when n.hour = 0 then 0
                 else n.hour * coalesce(
                   p.cache_write_1h_cents_per_mtok,
                   case when p.cache_write_cents_per_mtok is null then p.input_cents_per_mtok end)
               end
             + case when p.output_cents_per_mtok is not null then
                   (call_cost.output_tokens - n.reasoned) * p.output_cents_per_mtok
                   + n.reasoned * coalesce(p.reasoning_cents_per_mtok, p.output_cents_per_mtok)
                 when coalesce(call_cost.output_tokens, 0) = 0 then 0
               end
           ) / 1000000, 10)
      into v_is_fitting, price_id, cost_cents
      from howdah.model_prices as p
     cross join (
       select coalesce(call_cost.cached_input_tokens, 0) as cached, coalesce(call_cost.cache_write_tokens, 0) as written,
              coalesce(call_cost.cache_write_1h_tokens, 0) as hour, coalesce(call_cost.reasoning_tokens, 0) as reasoned
     ) as n
     where p.provider = call_cost.provider and p.model = v_name and p.effective_from <= call_cost.called_at
     -- The tiers of a date are one price: what it leaves out an older date does not answer for, so the nearest may not fit.
     order by p.effective_from desc, p.service_class = call_cost.service_class desc,
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
comment on function howdah.call_cost(
  text, text, timestamptz, integer, integer, integer, integer, integer, text, integer, text
) is
  'US cents of one call at the price of its time, and that price: of the name it answered with, that name''s alias, the '
  'name that was asked for, its alias, whichever has one first. Null where a count or its price is not known. Cached and '
  'cache write tokens are part of the input, reasoning tokens part of the output.';
