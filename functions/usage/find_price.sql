drop function if exists howdah.find_price(text, text, timestamptz, text, integer, text);
-- Inlines: no SET clause, and only what is called with the rights of the owner calls it.
create or replace function howdah.find_price(
  provider text,
  model text,
  called_at timestamptz,
  service_class text default 'standard',
  input_tokens integer default 0
)
  returns setof howdah.model_prices
  language sql
  stable
begin atomic
  select p.*
    from howdah.model_prices as p
   where p.provider = find_price.provider
     and p.model = find_price.model
     and p.effective_from <= find_price.called_at
   order by p.effective_from desc, p.service_class = find_price.service_class desc,
            p.from_input_tokens <= coalesce(find_price.input_tokens, 0) desc, p.from_input_tokens desc
   limit 1;
end;
comment on function howdah.find_price(text, text, timestamptz, text, integer) is
  'The price of a name at a time: of its newest date then the tier that is nearest to the service class and input length. '
  'The tiers of a date are one price: what it leaves out an older date does not answer for, so the tier may not fit.';
