create or replace function howdah.confirm_price(
  provider text,
  model text,
  source text default null,
  source_date date default null
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_price record := howdah_internal.call_cost(confirm_price.provider, confirm_price.model, howdah.now(), 0);
  v_count integer;
begin
  if confirm_price.provider is null or confirm_price.model is null then
    raise exception 'provider and model are required'
      using errcode = '22004', hint = 'Example: select howdah.confirm_price(''openai'', ''gpt-4o-mini'').';
  end if;
  update howdah.model_prices as p
     set source = coalesce(confirm_price.source, p.source),
         source_date = coalesce(confirm_price.source_date, howdah.now()::date), is_disputed = false
    from howdah.model_prices as f
   cross join lateral howdah_internal.price_in_force(f.provider, f.model, howdah.now()) as t
   where f.id = v_price.price_id and p.id = t.id;
  get diagnostics v_count = row_count;
  if v_count = 0 then
    raise exception 'the model has no price now'
      using errcode = 'PT404', hint = 'howdah.set_price gives it one.';
  end if;
  return v_count;
end
$$;
comment on function howdah.confirm_price is
  'Says that the price which a model has now was looked up and is right: it counts as read on source_date (today) and '
  'is not disputed any more. Returns the number of its tiers. Raises 22004, PT404 where there is no price. Example: '
  'select howdah.confirm_price(''openai'', ''gpt-4o-mini'').';
grant execute on function howdah.confirm_price to howdah_admin;
