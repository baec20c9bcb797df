-- In one statement with what calls it: inlined.
create or replace function howdah_internal.watched_figures(
  call_count bigint,
  failed_count bigint,
  cost_cents numeric,
  timed_count bigint,
  latency_ms bigint,
  answer_count bigint,
  answer_tokens bigint,
  refused_count bigint,
  given_count bigint
)
  returns table (metric text, amount numeric, base numeric)
  language sql
  immutable
as $$
  values
    ('cost', watched_figures.cost_cents, null::numeric),
    ('calls', watched_figures.call_count::numeric, null),
    ('tokens_per_answer', watched_figures.answer_tokens::numeric, watched_figures.answer_count::numeric),
    ('latency', watched_figures.latency_ms::numeric, watched_figures.timed_count::numeric),
    ('errors', watched_figures.failed_count::numeric, watched_figures.call_count::numeric),
    ('refusals', watched_figures.refused_count::numeric, watched_figures.answer_count::numeric),
    ('cache_share', watched_figures.given_count::numeric,
      (watched_figures.given_count + watched_figures.answer_count)::numeric)
$$;
comment on function howdah_internal.watched_figures is
  'What the watchdog looks at, of sums of usage: an amount, and of all but cost and calls what it is a share or a mean '
  'of.';
