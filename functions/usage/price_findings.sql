create or replace function howdah.price_findings()
  returns table (severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
  security definer -- looks at every tenant's usage
  set search_path from current
as $$
begin
  return query
  select 'warning', format('model %s/%s', u.provider, u.model),
         format('%s calls of the last 30 days have no known cost: %s', count(*),
           case when bool_or(u.input_tokens is null) then 'the provider did not report all tokens'
             else 'no price is set' end),
         min(u.created_at),
         format('select howdah.set_price(%L, %L, %L, ''[{"input": ..., "output": ...}]''), cents for a million tokens; '
           'then howdah.reprice_usage; see howdah.unpriced_usage', u.provider, u.model, min(u.created_at)::date)
    from howdah.llm_usage as u
   where u.cost_cents is null and u.created_at > howdah.now() - interval '30 days'
   group by u.provider, u.model
  union all
  select 'warning', format('model %s/%s', m.provider, m.name),
         case when p.is_disputed then 'sources contradict each other about its price: ' || coalesce(p.note, '')
           else format('its price was last read %s days ago', howdah.now()::date - p.source_date) end,
         p.source_date::timestamp at time zone 'UTC',
         'look it up at the provider and say so with howdah.set_price, also when it has not changed'
    from howdah.models as m
   cross join lateral howdah.call_cost(m.provider, m.name, howdah.now(), 0) as c
    join howdah.model_prices as p on p.id = c.price_id
   where m.provider != 'local'
     and (p.is_disputed or p.source_date < howdah.now()::date - 90)
  union all
  select 'warning', 'table llm_usage', 'usage lies in the default partition', min(u.created_at),
         'run a worker, or  select howdah.make_usage_partitions()'
    from howdah.llm_usage_default as u
  having count(*) > 0;
end
$$;
comment on function howdah.price_findings() is
  'What doctor() has to say about money: calls without a price, prices that are old or disputed.';
