create or replace function howdah.set_customer_price(
  markup_percent double precision default null,
  tiers jsonb default null,
  model text default null,
  feature text default null,
  plan text default null,
  effective_from date default null,
  tenant text default null
)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  -- 15 digits of a float8 are exact.
  v_markup numeric := set_customer_price.markup_percent;
  v_tenant text := coalesce(set_customer_price.tenant, '*');
  v_feature text := coalesce(set_customer_price.feature, '*');
  v_plan text := coalesce(set_customer_price.plan, '*');
  v_model text := coalesce(set_customer_price.model, '*');
  v_from date := coalesce(
    set_customer_price.effective_from, (howdah.now() at time zone howdah_internal.billing_zone(v_tenant))::date);
  v_is_changed boolean;
begin
  if num_nonnulls(v_markup, set_customer_price.tiers) > 1 or not v_markup between -100 and 100000 or v_markup = 'NaN'
     or not isfinite(v_from) then
    raise exception 'markup_percent, tiers or effective_from is out of range'
      using errcode = '22023',
            hint = 'Pass markup_percent (-100 to 100000) or tiers, not both; neither takes the price of this day away.';
  end if;
  if length(v_model) not between 1 and 250 or length(v_feature) not between 1 and 200
     or length(v_plan) not between 1 and 200 then
    raise exception 'model, feature or plan is empty or too long'
      using errcode = '22001', hint = 'At most 250, 200 and 200 characters; null is any.';
  end if;
  if set_customer_price.tiers is not null then
    perform howdah_internal.check_price('customer', 'any', howdah.now(), set_customer_price.tiers);
    if jsonb_path_exists(set_customer_price.tiers, '$[*].unknown') then
      raise exception 'tiers say that a price is unknown'
        using errcode = '22023', hint = 'What customers pay is known: leave unknown out.';
    end if;
  end if;
  if v_tenant != '*' and not exists (select from howdah.tenants as t where t.tenant_id = v_tenant) then
    raise exception 'there is no such tenant'
      using errcode = 'PT404', hint = 'Pass the tenant that act_as gets, or null for all; howdah.set_tenant makes one.';
  end if;
  if v_model != '*' then
    if v_model !~ '/' then
      v_model := howdah_internal.model_name(howdah_internal.find_model(v_model, null));
    end if;
    perform howdah_internal.notice_scope(v_tenant, 'model', v_model);
  end if;
  if v_plan != '*' and not exists (select from howdah.tenants as t where t.plan = v_plan) then
    raise notice 'no tenant has the plan % yet', v_plan using hint = 'howdah.set_tenant gives it to one.';
  end if;
  if num_nonnulls(v_markup, set_customer_price.tiers) = 0 then
    delete from howdah.customer_prices as p
     where p.tenant_id = v_tenant and p.model = v_model and p.feature = v_feature and p.plan = v_plan
       and p.effective_from = v_from;
  else
    insert into howdah.customer_prices as p (tenant_id, model, feature, plan, effective_from, markup_percent, tiers)
    values (v_tenant, v_model, v_feature, v_plan, v_from, v_markup, set_customer_price.tiers)
    on conflict (tenant_id, model, feature, plan, effective_from) do update
      set markup_percent = excluded.markup_percent, tiers = excluded.tiers
      where (p.markup_percent, p.tiers) is distinct from (excluded.markup_percent, excluded.tiers);
  end if;
  v_is_changed := found;
  -- Last, as everybody locks budgets last.
  if v_is_changed then
    perform howdah_internal.recount_credits(v_tenant);
  end if;
  return v_is_changed;
end
$$;
comment on function howdah.set_customer_price is
  'Sets what customers pay from a day on (of their time zone, today where nothing is said): a mark-up in percent on '
  'what calls cost, or tiers, a price list as set_price takes it, without unknown. model (provider/model or an alias), '
  'feature and plan (of the tenant) narrow it, tenant makes it the price of one; a tenant''s own comes before '
  'everybody''s, then the one that names model, feature, plan. Without any price customers pay what calls cost. Set '
  'again for the same day it is replaced, with neither mark-up nor tiers taken away; days of closed months become '
  'adjustments of the next statement, credits are counted anew. Returns whether anything changed. Raises 22023, '
  '22004, 22001, PT404. Example: select howdah.set_customer_price(markup_percent => 20, effective_from => '
  '''2026-12-01'').';
grant execute on function howdah.set_customer_price to howdah_admin;
