create or replace function howdah_internal.usual_figure(
  figures numeric[],
  growth double precision,
  out expected numeric,
  out ceiling numeric,
  out floor numeric
)
  language sql
  immutable
as $$
  select percentile_cont(0.5) within group (order by p.figure)::numeric,
         -- Of four or more the second: what was odd once may be odd again.
         (array_agg(p.figure order by p.figure desc))[1 + (count(*) > 3)::integer]::numeric,
         (array_agg(p.figure order by p.figure))[1 + (count(*) > 3)::integer]::numeric
    from (
      select f.figure::double precision * usual_figure.growth ^ f.weeks_back as figure
        from unnest(usual_figure.figures) with ordinality as f (figure, weeks_back)
       where f.figure is not null
    ) as p
$$;
comment on function howdah_internal.usual_figure is
  'The median of what a figure was one week ago, two weeks ago and so on, grown to today, with the greatest and the '
  'least of them; a week without one is null.';
