create or replace function howdah_internal.watch_rules()
  returns table (
    metric text,
    is_sum boolean,
    is_share boolean,
    least_amount numeric,
    least_base numeric,
    least_excess numeric,
    opens_at numeric,
    opens_above numeric,
    stays_at numeric,
    stays_above numeric
  )
  language plpgsql
  stable
as $$
declare
  v_least_cents numeric := howdah.setting('watchdog_least_cents')::numeric;
begin
  return query values
    ('cost', true, false, v_least_cents, null::numeric, v_least_cents, 1.5, 0.0, 1.25, 0.0),
    ('calls', true, false, 50, null, 50, 1.5, 0, 1.25, 0),
    ('tokens_per_answer', false, false, 0, 50, 0, 1.5, 0, 1.25, 0),
    ('latency', false, false, 0, 50, 0, 1.5, 0, 1.25, 0),
    ('errors', false, true, 10, 20, 10, 2, 0.05, 1.5, 0.03),
    ('refusals', false, true, 10, 20, 10, 2, 0.05, 1.5, 0.03),
    ('cache_share', false, true, 0, 40, 20, 2, 0.05, 1.33, 0);
end
$$;
comment on function howdah_internal.watch_rules is
  'When a figure is odd: it is opens_at times the usual and opens_above more (of cache_share the usual is so much '
  'more), and what is too much of it comes to least_excess. An incident stays open at the lower bounds.';
