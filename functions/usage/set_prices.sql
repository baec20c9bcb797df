create or replace function howdah.set_prices(prices jsonb)
  returns table (provider text, model text, effective_from timestamptz, change text, before jsonb, after jsonb)
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_rows jsonb := case jsonb_typeof(set_prices.prices) when 'object' then set_prices.prices -> 'prices'
    else set_prices.prices end;
  v_row record;
  v_source text;
  v_read date;
  v_problems text[] := '{}';
  v_code text;
begin
  if jsonb_typeof(v_rows) is distinct from 'array' or jsonb_array_length(v_rows) = 0 then
    raise exception 'prices is not an array of prices'
      using errcode = '22023',
            hint = 'Example: [{"provider": "openai", "model": "gpt-4o-mini", "tiers": [{"input": 15, "output": 60}]}].';
  end if;
  for v_row in
    select r.value as said, r.n
      from jsonb_array_elements(v_rows) with ordinality as r (value, n)
     order by r.n
  loop
    -- A subtransaction a row: all bad ones are named, and nothing stays when there is one.
    begin
      if jsonb_typeof(v_row.said) != 'object' or exists (
        select from jsonb_object_keys(v_row.said) as k (name)
         where k.name not in ('provider', 'model', 'effective_from', 'tiers', 'source', 'source_date')
      ) then
        raise exception 'it is no object of provider, model, effective_from, tiers, source and source_date'
          using errcode = '22023';
      end if;
      provider := v_row.said ->> 'provider';
      model := v_row.said ->> 'model';
      v_source := coalesce(v_row.said ->> 'source', set_prices.prices ->> 'source', 'set_prices');
      v_read := coalesce(v_row.said ->> 'source_date', set_prices.prices ->> 'source_date', howdah.now()::date::text);
      -- A day is a day of UTC, as providers bill; without one it is the day on which the price was read.
      effective_from := case
        when v_row.said ->> 'effective_from' ~ '^\d{4}-\d\d-\d\d$'
          then (v_row.said ->> 'effective_from')::timestamp at time zone 'UTC'
        else coalesce((v_row.said ->> 'effective_from')::timestamptz, v_read::timestamp at time zone 'UTC') end;
      perform howdah_internal.check_price(provider, model, effective_from, v_row.said -> 'tiers');
      select jsonb_agg(howdah_internal.price_tier(t)
               order by t.service_class != 'standard', t.service_class, t.from_input_tokens)
        into after
        from howdah_internal.price_rows(v_row.said -> 'tiers') as t;
      select jsonb_agg(howdah_internal.price_tier(t)
               order by t.service_class != 'standard', t.service_class, t.from_input_tokens)
        into before
        from howdah_internal.price_in_force(provider, model, effective_from) as t;
      change := case when before is null then 'new' when before = after then 'unchanged' else 'changed' end;
      if change != 'unchanged' then
        perform howdah.set_price(provider, model, effective_from, v_row.said -> 'tiers', v_source, v_read);
      else
        update howdah.model_prices as p
           set source = v_source, source_date = v_read, is_disputed = false
          from howdah_internal.price_in_force(set_prices.provider, set_prices.model, set_prices.effective_from) as t
         where p.id = t.id and t.source_date is distinct from v_read;
      end if;
      return next;
    exception when others then
      if sqlstate not like '22%' and sqlstate != 'PT409' then
        raise;
      end if;
      v_code := coalesce(v_code, case sqlstate when 'PT409' then sqlstate else '22023' end);
      v_problems := v_problems || format('price %s (%s): %s', v_row.n,
        concat_ws('/', left(v_row.said ->> 'provider', 50), left(v_row.said ->> 'model', 100)), sqlerrm);
    end;
  end loop;
  if v_problems != '{}' then
    raise exception 'prices has % that cannot be set: %', cardinality(v_problems),
      array_to_string(v_problems[:10], '; ')
      using errcode = v_code, detail = array_to_string(v_problems, E'\n'),
            hint = 'Nothing was set. Correct them, or take back a price of that date with howdah.withdraw_price, '
              'and call it again.';
  end if;
end
$$;
comment on function howdah.set_prices is
  'Sets many prices at once, all or none, as from a vendor''s new list: an array of objects with provider, model, '
  'tiers (as set_price takes them), effective_from (a day of UTC or a time; else the day of reading), source and '
  'source_date (the day of reading, else today); or an object with prices, source and source_date for all. Returns '
  'what each was before, where another price held at that time; one that is unchanged counts as read again. Again it '
  'changes nothing. Raises 22023 and PT409 with all bad prices by number and name. Example: select * from '
  'howdah.set_prices(''[{"provider": "openai", "model": "gpt-4o-mini", "tiers": [{"input": 15, "output": 60}]}]'').';
grant execute on function howdah.set_prices to howdah_admin;
