create or replace function howdah_internal.customer_call_cents(call howdah.llm_usage)
  returns numeric
  language plpgsql
  stable
as $$
declare
  v_price howdah.customer_prices;
  v_plan text := (
    select p.plan from howdah_internal.tenant_plans as p
     where p.tenant_id = (call).tenant_id and p.starts_at <= (call).created_at
     order by p.starts_at desc
     limit 1
  );
begin
  select p.* into v_price
    from howdah_internal.customer_price_in_force(
      (call).tenant_id, (call).provider || '/' || (call).model, coalesce((call).feature, ''), coalesce(v_plan, ''),
      ((call).created_at at time zone howdah_internal.billing_zone((call).tenant_id))::date) as p;
  return howdah_internal.customer_cents(
    v_price.markup_percent, v_price.tiers, coalesce((call).cached, false), (call).cost_cents, (call).price_id,
    coalesce((call).input_tokens, 0) + coalesce((call).output_tokens, 0), (call).kind,
    coalesce((call).service_class, 'standard'), (call).input_tokens, (call).cached_input_tokens,
    (call).cache_write_tokens, (call).cache_write_1h_tokens, (call).cache_write_12h_tokens, (call).output_tokens,
    (call).reasoning_tokens, (call).item_count);
end
$$;
comment on function howdah_internal.customer_call_cents is
  'What the customer pays for one call, as customer_usage has it, for a credit that is used up by it.';
