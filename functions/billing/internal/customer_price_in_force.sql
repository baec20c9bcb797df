create or replace function howdah_internal.customer_price_in_force(
  tenant text,
  model text,
  feature text,
  plan text,
  day date
)
  returns setof howdah.customer_prices
  language plpgsql
  stable
  rows 1
as $$
begin
  return query
  select p.*
    from howdah.customer_prices as p
   where p.tenant_id in (customer_price_in_force.tenant, '*')
     and p.model in (customer_price_in_force.model, '*')
     and p.feature in (customer_price_in_force.feature, '*')
     and p.plan in (customer_price_in_force.plan, '*')
     and p.effective_from <= customer_price_in_force.day
   order by p.tenant_id = '*', p.model = '*', p.feature = '*', p.plan = '*', p.effective_from desc
   limit 1;
end
$$;
comment on function howdah_internal.customer_price_in_force is
  'The price that a customer has on a day: the tenant''s own before everybody''s, then the one that names the model, '
  'the feature, the plan, and of these the newest. No row: what the calls cost.';
