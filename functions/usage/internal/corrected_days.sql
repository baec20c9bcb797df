create or replace function howdah_internal.corrected_days()
  returns table (provider text, model text, day date, withdrawn_at timestamptz)
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return query
  with spans as (
    select p as price, p.*, least(
             lead(p.effective_from) over (
               partition by p.provider, p.model, p.service_class, p.from_input_tokens, p.is_list, p.withdrawn_at
               order by p.effective_from),
             p.withdrawn_at) as until
      from howdah.model_prices as p
  ), wrong as (
    select w.provider, w.model, w.is_list, w.withdrawn_at, greatest(w.effective_from, r.effective_from) as starts_at,
           least(w.until, r.until) as ends_at
      from spans as w
      join spans as r
        on r.provider = w.provider and r.model = w.model and r.service_class = w.service_class
       and r.from_input_tokens = w.from_input_tokens and r.withdrawn_at is null
       and r.effective_from < w.until and coalesce(r.until, 'infinity') > w.effective_from
     where w.withdrawn_at is not null
       and howdah_internal.price_tier(r.price) != howdah_internal.price_tier(w.price)
  )
  select distinct u.provider, u.model, u.day, w.withdrawn_at
    from wrong as w
    join howdah_internal.usage_day_parts as u
      on u.provider = w.provider and u.day >= (w.starts_at at time zone 'UTC')::date
     and u.day <= (w.ends_at at time zone 'UTC')::date
     and w.model in (u.model, (
       select a.model from howdah.price_aliases as a where a.provider = u.provider and a.alias = u.model
     ))
   where not exists (
     -- What somebody set was the price then, whatever the list said.
     select from howdah.model_prices as o
      where w.is_list and not o.is_list and o.withdrawn_at is null and o.provider = w.provider and o.model = w.model
        and (o.effective_from at time zone 'UTC')::date <= u.day
   ) and not exists (
     select from howdah.price_corrections as c
      where c.created_at >= w.withdrawn_at and u.day >= (c.starts_at at time zone 'UTC')::date
        and u.day <= (c.ends_at at time zone 'UTC')::date
        and (c.model is null or c.model = u.provider || '/' || u.model)
   );
end
$$;
comment on function howdah_internal.corrected_days is
  'Days with calls of a model that had a price which was withdrawn since for another one, as long as reprice_usage has '
  'not priced that day anew.';
