create or replace function howdah.find_price(
  provider text,
  model text,
  called_at timestamptz,
  service_class text default 'standard',
  input_tokens integer default 0,
  response_model text default null
)
  returns howdah.model_prices
  language plpgsql
  stable
  security definer -- prices are not a table of the application
  set search_path from current
as $$
declare
  v_price howdah.model_prices;
  v_model text;
begin
  -- What answered comes before what was asked for. Only names that somebody wrote down: a name that merely begins alike
  -- may cost something else. One after the other, as mostly the first one that is given has a price.
  for i in case when find_price.response_model is null then 3 else 1 end .. 4 loop
    v_model := case when i < 3 then find_price.response_model else find_price.model end;
    if i in (2, 4) then
      v_model := howdah.alias_target(find_price.provider, v_model);
    end if;
    -- The last date's tiers are one price: what it leaves out an older one does not answer for.
    select p.*
      into v_price
      from howdah.model_prices as p
     where p.provider = find_price.provider
       and p.model = v_model
       and p.effective_from <= find_price.called_at
     order by p.effective_from desc, p.service_class = find_price.service_class desc,
              p.from_input_tokens <= coalesce(find_price.input_tokens, 0) desc, p.from_input_tokens desc
     limit 1;
    if found then
      return case
        when v_price.service_class = find_price.service_class
             and v_price.from_input_tokens <= coalesce(find_price.input_tokens, 0) then v_price
      end;
    end if;
  end loop;
  return null;
end
$$;
comment on function howdah.find_price(text, text, timestamptz, text, integer, text) is
  'The price of a call: of the model''s newest date at that time, the tier of its service class and input length. A '
  'model is looked up by the name it answered with, that name''s alias, the name that was asked for, its alias; null '
  'without.';
