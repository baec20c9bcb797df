create or replace function howdah_internal.price_findings()
  returns table (code text, severity text, subject text, finding text, since timestamptz, advice text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'unpriced_calls', 'warning', format('model %s/%s', u.provider, u.model),
         format('%s calls of the last 30 days have no known cost: %s', count(*), case
           when not r.has_tokens then 'the provider did not report all tokens'
           when r.has_price then 'its price does not say what all of their tokens cost'
           when u.service_class = 'standard' then 'no price is set'
           else 'no price is set for the service class ' || u.service_class end),
         min(u.created_at),
         case when r.has_tokens then format(
             'select howdah.set_price(%L, %L, %L, ''[{"input": ..., "output": ...}]''), cents for a million tokens; '
             'then howdah.reprice_usage; see howdah.unpriced_usage', u.provider, u.model, min(u.created_at)::date)
           else 'no price can help: hand on the usage that the provider reports, for streams ask it to '
             '(stream_options.include_usage)' end
    from howdah.llm_usage as u
   cross join lateral (
     select u.input_tokens is not null and (u.kind != 'chat' or u.output_tokens is not null) as has_tokens,
            u.price_id is not null as has_price
   ) as r
   where u.cost_cents is null and u.created_at > howdah.now() - interval '30 days'
     and (r.has_tokens or u.usage_keys is null)
   group by u.provider, u.model, u.service_class, r.has_tokens, r.has_price
  union all
  select 'unread_usage', 'warning', format('model %s/%s', u.provider, u.model),
         format('%s calls of the last 30 days reported their usage in a shape that is not known, with the keys %s: '
           'tokens are estimated or unknown', count(*), array_to_string(u.usage_keys, ', ')),
         min(u.created_at),
         'no price can help: try the object with howdah.normalise_usage, hand it on with the names that it reads, such '
           'as input_tokens and output_tokens, or ask for these keys to be read'
    from howdah.llm_usage as u
   where u.usage_keys is not null and u.created_at > howdah.now() - interval '30 days'
   group by u.provider, u.model, u.usage_keys
  union all
  select 'cost_differs', 'warning', format('model %s/%s', u.provider, u.model),
         format('what it billed in the last 30 days differs from its list price: %s cents instead of %s',
           trim_scale(round(sum(u.cost_cents), 4)), trim_scale(round(sum(u.list_cents), 4))),
         min(u.created_at), 'what it billed counts; see howdah.cost_differences, and set the right price with '
           'howdah.set_price: what is held for a call is taken from it'
    from howdah.llm_usage as u
   where u.cost_source = 'provider' and u.list_cents is not null and u.created_at > howdah.now() - interval '30 days'
   group by u.provider, u.model
  having abs(sum(u.list_cents) - sum(u.cost_cents)) > sum(u.cost_cents) * 0.05
  union all
  select 'doubtful_price', 'warning', format('model %s/%s', k.provider, k.model),
         case k.state
           when 'disputed' then 'its price is disputed: ' || coalesce(k.note, 'its sources contradict each other')
           when 'begun' then format('its price has begun on %s and was last read before, on %s',
             (k.effective_from at time zone 'UTC')::date, k.source_date)
           when 'differs' then 'since its price was set, the list of howdah has another one'
           else format('its price was last read %s days ago', howdah.now()::date - k.source_date) end,
         k.source_date::timestamp at time zone 'UTC',
         format('look it up at the provider: select howdah.confirm_price(%L, %L) if it is right, else howdah.set_price',
           k.provider, k.model)
    from (
      select distinct on (p.provider, p.model) p.*
        from howdah.known_prices() as p
       where p.state in ('disputed', 'begun', 'differs', 'old')
       order by p.provider, p.model, array_position('{disputed,begun,differs,old}', p.state), p.note
    ) as k
  union all
  select 'unpriced_model', 'warning', format('model %s/%s', m.provider, m.name),
         'the model has no price and a hard budget applies: its calls are refused, questions are searched by keyword',
         b.since, format('select howdah.set_price(%L, %L, ...), or set the setting unpriced_calls', m.provider, m.name)
    from howdah.models as m
   cross join (
     select min(h.created_at) as since from howdah.budgets as h where h.is_hard and h.limit_cents is not null
   ) as b
   where b.since is not null
     and howdah_internal.estimated_cost(m.id, howdah.now(), 1, (m.kind = 'chat')::integer) is null
  union all
  select 'corrected_price', 'warning', format('model %s/%s', c.provider, c.model),
         format('calls from %s on were priced with a price that is withdrawn', min(c.day)), max(c.withdrawn_at),
         format('select * from howdah.reprice_usage(%L, %L, %L)', min(c.day), max(c.day) + 1,
           c.provider || '/' || c.model)
    from howdah_internal.corrected_days() as c
   group by c.provider, c.model;
end
$$;
comment on function howdah_internal.price_findings is
  'What is wrong with prices, with the usage that providers report, and with what they bill.';
