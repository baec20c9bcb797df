create or replace function howdah_internal.usage_metrics(day date)
  returns table (name text, labels jsonb, value double precision, help text)
  language plpgsql
  stable
as $$
begin
  return query
  with used as (
    select p.provider, p.model, sum(p.call_count) as calls, sum(p.failed_count) as failed,
           sum(p.cached_count) as cached,
           sum(p.unpriced_count) as unpriced, sum(p.input_tokens) as input, sum(p.output_tokens) as output,
           sum(p.cost_cents) as cents
      from howdah_internal.usage_day_parts as p
     where p.day = usage_metrics.day
     group by p.provider, p.model
  ), models as (
    -- With zeros, so that no series begins in the middle of a day.
    select jsonb_build_object('provider', m.provider, 'model', m.name) as labels, u.*
      from howdah.models as m
      left join used as u on u.provider = m.provider and u.model = m.name
  )
  select v.name, m.labels || v.labels, coalesce(v.value, 0)::double precision, v.help || ' since midnight UTC.'
    from models as m
   cross join lateral (values
     ('howdah_calls_today', '{}'::jsonb, m.calls, 'Calls, answers from the cache included,'),
     ('howdah_failed_calls_today', '{}', m.failed, 'Calls that failed'),
     ('howdah_cached_calls_today', '{}', m.cached, 'Answers from the cache'),
     ('howdah_unpriced_calls_today', '{}', m.unpriced, 'Calls whose cost is not known'),
     ('howdah_tokens_today', '{"direction": "input"}', m.input, 'Tokens'),
     ('howdah_tokens_today', '{"direction": "output"}', m.output, 'Tokens'),
     ('howdah_cost_cents_today', '{}', m.cents, 'Cost in US cents, as far as it is known,')
   ) as v (name, labels, value, help);
end
$$;
comment on function howdah_internal.usage_metrics is
  'The part of worker_metrics about what models were used for on a UTC day: a row of zeros for one that was not.';
