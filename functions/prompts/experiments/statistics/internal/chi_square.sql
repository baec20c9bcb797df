create or replace function howdah_internal.chi_square(observed bigint[], weights integer[])
  returns double precision
  language sql
  immutable
  strict
return (
  with counts as (
    select c.observed,
           sum(c.observed) over () * c.weight::double precision / sum(c.weight) over () as expected
      from unnest(chi_square.observed, chi_square.weights) as c (observed, weight)
  )
  select sum((c.observed - c.expected) ^ 2 / nullif(c.expected, 0)) from counts as c
);
comment on function howdah_internal.chi_square is
  'Pearson''s statistic of counts that should be in the ratio of the weights; null without any.';
grant execute on function howdah_internal.chi_square to howdah_analyst, howdah_admin;
