create or replace function howdah_internal.odd_causes(odd howdah_internal.odd_usage[])
  returns table (finding howdah_internal.odd_usage, cause howdah_internal.watched_series, is_told_by_other boolean)
  language plpgsql
  stable
  set jit = off
as $$
#variable_conflict use_column
begin
  return query
  with found as materialized (
    select n.place, f.one, (f.one).series as series, (f.one).excess as excess,
           (f.one).observed / nullif((f.one).expected, 0) as ratio, m.family,
           array[m.rank, howdah_internal.dimension_rank(((f.one).series).dimension)] as rank
      from generate_subscripts(odd_causes.odd, 1) as n (place)
     cross join lateral (select odd_causes.odd[n.place] as one) as f
      join (values
        ('cost', 'spending', 1), ('calls', 'spending', 2), ('tokens_per_answer', 'spending', 3),
        ('errors', 'errors', 1), ('latency', 'latency', 1), ('refusals', 'refusals', 1),
        ('cache_share', 'cache_share', 1)
      ) as m (metric, family, rank) on m.metric = (f.one).metric
  ), cells as materialized (
    select f.place, c.* from found as f cross join lateral howdah_internal.cell_excess(f.one) as c
  ), shares as materialized (
    -- What part of the excess of a lies in b.
    select a.place as a, b.place as b, sum(c.excess) / nullif(a.excess, 0) as part
      from found as a
      join found as b on b.family = a.family and (b.series).tenant_id = (a.series).tenant_id and b.place != a.place
      join cells as c
        on c.place = a.place and howdah_internal.in_series(
          b.series, c.user_id, c.provider, c.model, c.feature, c.prompt, c.prompt_version)
     group by a.place, b.place, a.excess
  )
  select f.one,
         row((f.series).tenant_id, (f.series).dimension, nullif(u.user_id, ''), m.provider, m.model,
           nullif(e.feature, ''), nullif(p.prompt, ''), case when p.prompt != '' then p.prompt_version end
         )::howdah_internal.watched_series,
         exists (
           select from shares as o
             join found as b on b.place = o.b
             join shares as back on back.a = o.b and back.b = o.a
            where o.a = f.place
              and (
                -- The same story: it is told where it is narrowest.
                o.part >= 0.5 and back.part >= 0.5 and b.rank < f.rank
                -- One of many that rise alike: it is told of all.
                or o.part >= 0.9 and back.part < 0.5 and (b.one).metric = (f.one).metric and f.ratio <= b.ratio * 1.5))
    from found as f
    left join lateral (
      select c.user_id from cells as c where c.place = f.place
       group by c.user_id having sum(c.excess) >= 0.3 * f.excess order by sum(c.excess) desc limit 1
    ) as u on true
    left join lateral (
      select c.provider, c.model from cells as c where c.place = f.place
       group by c.provider, c.model having sum(c.excess) >= 0.3 * f.excess order by sum(c.excess) desc limit 1
    ) as m on true
    left join lateral (
      select c.feature from cells as c where c.place = f.place
       group by c.feature having sum(c.excess) >= 0.3 * f.excess order by sum(c.excess) desc limit 1
    ) as e on true
    left join lateral (
      select c.prompt, c.prompt_version from cells as c where c.place = f.place
       group by c.prompt, c.prompt_version having sum(c.excess) >= 0.3 * f.excess order by sum(c.excess) desc limit 1
    ) as p on true;
end
$$;
comment on function howdah_internal.odd_causes is
  'Of each finding the user, model, feature and prompt version that most of it comes from (each at least three '
  'tenths), and whether another one of the same time tells of it: the same in a narrower series, or all that rise '
  'alike.';
