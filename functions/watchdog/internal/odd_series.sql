-- The threshold is what the greatest of so many normal figures in a month comes to, sqrt(2 ln n) (Donoho and Johnstone
-- 1994, the universal threshold): false alarms do not grow with the number of users.
create or replace function howdah_internal.odd_series(period text, at timestamptz)
  returns setof howdah_internal.odd_usage
  language plpgsql
  stable
  set jit = off
as $$
declare
  v_one record;
  v_period record;
  v_growth double precision;
  v_noise double precision;
  v_pair_count bigint;
  v_usual record;
  v_more numeric;
  v_less numeric;
  v_excess numeric;
  v_deviation double precision;
  v_is_new boolean;
begin
  for v_one in
    select w.series, w.figure, w.base, w.figures, w.is_open, r.*, count(*) over () as watched_count
      from howdah_internal.weekly_figures(odd_series.period, odd_series.at) as w
      join howdah_internal.watch_rules() as r on r.metric = w.metric
     where w.figure is not null
       and (w.is_open or w.amount >= r.least_amount and (r.is_sum or w.base >= r.least_base))
  loop
    v_period := howdah_internal.watched_period(odd_series.period, odd_series.at, (v_one.series).tenant_id);
    -- Of what is not over, only that of which there is too much already.
    continue when not v_period.is_over and not v_one.is_sum;
    -- Most are no more than they were: how they grow, at most by 1.4 a week, need not be known.
    continue when not v_one.is_open and not v_one.is_share and v_one.figure < 1.3 * least(
      v_one.figures[1], 1.4 * v_one.figures[2], 1.96 * v_one.figures[3]);
    v_usual := howdah_internal.usual_figure(v_one.figures, 1);
    if not v_one.is_share then
      select n.growth, n.noise, n.pair_count into v_growth, v_noise, v_pair_count
        from howdah_internal.series_noise(
          odd_series.period, v_period.starts_at, v_one.series, v_one.metric,
          case when v_one.is_sum then v_usual.expected else v_one.base end) as n;
      if v_one.is_sum then
        v_usual := howdah_internal.usual_figure(v_one.figures, least(1.4, greatest(0.7, coalesce(v_growth, 1))));
      end if;
    end if;
    v_more := case v_one.metric when 'cache_share' then v_usual.expected else v_one.figure end;
    v_less := case v_one.metric when 'cache_share' then v_one.figure else v_usual.expected end;
    v_excess := (v_more - v_less) * case when v_one.is_sum then 1 else v_one.base end;
    v_deviation := case
      when v_one.is_share then
        v_excess / sqrt(2 * v_one.base * greatest(v_usual.expected * (1 - v_usual.expected), 0.01))
      -- Of a series whose noise is not known nothing is new; of sums the noise is that of counts, of means that of a
      -- factor.
      when v_more > 0 and v_less > 0 and v_noise is not null then
        case when v_one.is_sum then v_more / v_less - 1 else ln(v_more / v_less) end
          / (greatest(v_noise, 0.05) * howdah_internal.usual_doubt(v_one.figures, v_one.is_sum, v_pair_count))
    end;
    v_is_new := coalesce(
      v_more >= v_less * v_one.opens_at + v_one.opens_above
      and v_excess >= v_one.least_excess
      and v_deviation >= sqrt(2 * ln(750 * v_one.watched_count))
      -- Nor was it so in these weeks.
      and case v_one.metric
        when 'cache_share' then v_less <= v_usual.floor / 1.2
        else v_more >= v_usual.ceiling * 1.2
      end,
      false);
    if v_is_new or v_one.is_open and v_more >= v_less * v_one.stays_at + v_one.stays_above then
      return next row(v_one.series, v_one.metric, odd_series.period, v_period.starts_at, v_period.ends_at,
        v_one.figure, v_usual.expected, v_excess, v_is_new)::howdah_internal.odd_usage;
    end if;
  end loop;
end
$$;
comment on function howdah_internal.odd_series is
  'What is odd in the hour that begins at a time, or the local day around it: figures far above the median of the same '
  'hours of six weeks, by the noise that the series has, and by least amounts; and what an open incident is still '
  'about.';
