create or replace function howdah_internal.check_price(
  provider text,
  model text,
  effective_from timestamptz,
  tiers jsonb
)
  returns void
  language plpgsql
  stable
as $$
begin
  if check_price.provider is null or check_price.model is null or check_price.effective_from is null
     or check_price.tiers is null then
    raise exception 'provider, model, effective_from and tiers are required'
      using errcode = '22004',
            hint = 'tiers is an array such as [{"input": 15, "output": 60}], cents for a million tokens.';
  end if;
  if check_price.provider !~ '^[a-z][a-z0-9_]{0,40}$' or length(check_price.model) not between 1 and 200
     or not isfinite(check_price.effective_from) then
    raise exception 'provider, model or effective_from is out of range'
      using errcode = '22023', hint = 'provider is a lower-case alias, model its name there, effective_from a time.';
  end if;
  if jsonb_typeof(check_price.tiers) != 'array' or jsonb_array_length(check_price.tiers) = 0
     or exists (
       select from jsonb_array_elements(check_price.tiers) as t (tier)
        where jsonb_typeof(t.tier) != 'object'
           or coalesce(jsonb_typeof(t.tier -> 'input') = 'number', false)
              = coalesce(t.tier -> 'unknown' ? 'input', false)
     ) then
    raise exception 'tiers is not an array of objects with an input price'
      using errcode = '22023',
            hint = 'Example: [{"input": 15, "cached_input": 7.5, "output": 60}], cents for a million tokens.';
  end if;
  -- A misspelt name would be a price that is silently not there.
  if exists (
    select from jsonb_array_elements(check_price.tiers) as t (tier)
     cross join jsonb_each(t.tier) as e (name, value)
     where jsonb_typeof(e.value) != 'null'
       and case
         when e.name = 'service_class' then e.value #>> '{}' not in ('standard', 'batch', 'flex', 'priority')
         when e.name = 'from_input_tokens'
           then coalesce(howdah_internal.token_count(e.value)::text != e.value #>> '{}', true)
         when e.name = 'unknown' then jsonb_typeof(e.value) != 'array'
           or not e.value <@ jsonb '["input", "cached_input", "cache_write"]'
         when e.name in (
           'input', 'cached_input', 'cache_write', 'cache_write_1h', 'cache_write_12h', 'output', 'reasoning', 'request'
         ) then jsonb_typeof(e.value) != 'number' or (e.value #>> '{}')::numeric not between 0 and 1e9
         else true
       end
  ) then
    raise exception 'a value of a tier is unknown or out of range'
      using errcode = '22023',
            hint = 'Prices are 0 to 1e9 cents, named input, cached_input, cache_write, cache_write_1h, '
              'cache_write_12h, output, reasoning, request; unknown is an array of input, cached_input, cache_write; '
              'from_input_tokens is an integer, service_class standard, batch, flex or priority.';
  end if;
  if (
    select not bool_and(t.is_whole) or not bool_or(t.service_class = 'standard')
      from (
        select r.service_class,
               count(*) = count(distinct r.from_input_tokens) and min(r.from_input_tokens) = 0 as is_whole
          from howdah_internal.price_rows(check_price.tiers) as r
         group by r.service_class
      ) as t
  ) then
    raise exception 'the tiers are not a whole price'
      using errcode = '22023',
            hint = 'There is a standard tier; each service class has one from 0 input tokens on, and no two alike.';
  end if;
end
$$;
comment on function howdah_internal.check_price is
  'Refuses what is no whole price. Raises 22004, 22023.';
