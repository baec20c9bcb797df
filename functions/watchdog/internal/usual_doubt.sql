-- The variance of the median of n normal figures is pi / 2n of theirs; a pair of weeks has twice that of one.
create or replace function howdah_internal.usual_doubt(figures numeric[], is_grown boolean, pair_count bigint)
  returns double precision
  language sql
  immutable
as $$
  select sqrt(1 + pi() / 2 * (
           1.0 / count(*)
           + case when usual_doubt.is_grown then 2.0 / usual_doubt.pair_count * avg(f.weeks_back) ^ 2 else 0 end))
    from unnest(usual_doubt.figures) with ordinality as f (figure, weeks_back)
   where f.figure is not null
$$;
comment on function howdah_internal.usual_doubt is
  'By what factor a figure may be farther from the usual than from the truth: the usual is a median of few weeks, and '
  'a sum is grown to today by the median of so many pairs of weeks.';
