create or replace function howdah_internal.price_in_force(provider text, model text, at timestamptz)
  returns setof howdah.model_prices
  language plpgsql
  stable
as $$
begin
  return query
  select p.*
    from (
      select f.is_list, f.effective_from
        from howdah.model_prices as f
       where f.provider = price_in_force.provider and f.model = price_in_force.model
         and f.effective_from <= price_in_force.at and f.withdrawn_at is null
       order by f.is_list, f.effective_from desc
       limit 1
    ) as f
    join howdah.model_prices as p on p.is_list = f.is_list and p.effective_from = f.effective_from
   where p.provider = price_in_force.provider and p.model = price_in_force.model and p.withdrawn_at is null
   order by p.service_class != 'standard', p.service_class, p.from_input_tokens;
end
$$;
comment on function howdah_internal.price_in_force is
  'All tiers of the price that a name at a provider has at a time, as call_cost sees it; its aliases are not asked.';
