create or replace function howdah.withdraw_price(provider text, model text, effective_from timestamptz)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_count integer;
begin
  if withdraw_price.provider is null or withdraw_price.model is null or withdraw_price.effective_from is null then
    raise exception 'provider, model and effective_from are required'
      using errcode = '22004', hint = 'Pass them as set_price got them.';
  end if;
  update howdah.model_prices as p
     set withdrawn_at = howdah.clock()
   where p.provider = withdraw_price.provider and p.model = withdraw_price.model
     and p.effective_from = withdraw_price.effective_from and not p.is_list and p.withdrawn_at is null;
  get diagnostics v_count = row_count;
  if v_count = 0 then
    raise exception 'there is no such price that somebody set'
      using errcode = 'PT404',
            hint = 'select provider, model, effective_from from howdah.model_prices '
              'where not is_list and withdrawn_at is null';
  end if;
  return v_count;
end
$$;
comment on function howdah.withdraw_price is
  'Takes back a price that set_price has set, because it was wrong or the list of howdah is to hold again; returns the '
  'number of its tiers. It stays in model_prices for the calls that it priced: reprice_usage prices these anew. Raises '
  '22004, PT404. Example: select howdah.withdraw_price(''openai'', ''gpt-4o-mini'', ''2026-12-01'').';
grant execute on function howdah.withdraw_price to howdah_admin;
