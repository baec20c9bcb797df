create or replace function howdah_internal.weekly_figures(period text, at timestamptz)
  returns table (
    series howdah_internal.watched_series,
    metric text,
    amount numeric,
    base numeric,
    figure numeric,
    figures numeric[],
    is_open boolean
  )
  language plpgsql
  stable
  set jit = off
as $$
#variable_conflict use_column
begin
  return query
  select w.series, w.metric, w.amount, w.base,
         case when w.is_sum then w.amount else w.amount / nullif(w.base, 0) end, f.figures,
         exists (
           select from howdah.incidents as i
            where i.tenant_id = (w.series).tenant_id and i.closed_at is null and i.metric = w.metric
              and i.period = weekly_figures.period and i.subject = howdah_internal.series_subject(w.series))
    from (
      select s.series, r.metric, r.is_sum, coalesce(max(f.amount) filter (where s.weeks_back = 0), 0) as amount,
             max(f.base) filter (where s.weeks_back = 0) as base,
             array_agg(s.weeks_back) as weeks_back,
             array_agg(case when r.is_sum then f.amount when f.base >= 5 then f.amount / f.base end) as figures,
             max(s.weeks_back) filter (where f.amount > 0) as first_week
        from howdah_internal.series_sums(weekly_figures.period, weekly_figures.at) as s
       cross join lateral howdah_internal.watched_figures(
         s.call_count, s.failed_count, s.cost_cents, s.timed_count, s.latency_ms, s.answer_count, s.answer_tokens,
         s.refused_count, s.given_count) as f
        join howdah_internal.watch_rules() as r on r.metric = f.metric
       group by s.series, r.metric, r.is_sum
    ) as w
   cross join lateral (
     select array(
              select case
                       when not w.is_sum then w.figures[p.place]
                       -- A week in between without any is 0; before the first nothing is known.
                       when b.weeks_back <= w.first_week then coalesce(w.figures[p.place], 0)
                     end
                from generate_series(1, 6) as b (weeks_back)
               cross join lateral (select array_position(w.weeks_back, b.weeks_back) as place) as p
               order by b.weeks_back) as figures
   ) as f
   -- Of whom less than three weeks are known nothing is odd.
   where cardinality(array_remove(f.figures, null)) >= 3;
end
$$;
comment on function howdah_internal.weekly_figures is
  'Every figure of every series in an hour or local day beside what it was in the six weeks before, and whether an '
  'incident is open about it.';
