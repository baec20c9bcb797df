create or replace function howdah_internal.place_buckets(
  versions integer[],
  weights integer[],
  current int4multirange[]
)
  returns table (version integer, weight integer, buckets int4multirange)
  language plpgsql
  immutable
as $$
#variable_conflict use_column
begin
  return query
  with wanted as (
    select w.version, w.weight, w.buckets
      from unnest(place_buckets.versions, place_buckets.weights, place_buckets.current) as w (version, weight, buckets)
  ),
  owned as (
    select w.version, w.weight, b.bucket, row_number() over (partition by w.version order by b.bucket) as place
      from wanted as w
     cross join lateral unnest(w.buckets) as r (part)
     cross join lateral generate_series(lower(r.part), upper(r.part) - 1) as b (bucket)
  ),
  -- Each keeps as many of its own as it may have: only what shrinks gives buckets away.
  kept as (
    select o.version, o.bucket from owned as o where o.place <= o.weight
  ),
  free as (
    select b.bucket, row_number() over (order by b.bucket) as place
      from generate_series(0, 9999) as b (bucket)
     where not exists (select from kept as k where k.bucket = b.bucket)
  ),
  lacking as (
    select w.version, coalesce(sum(w.lack) over (order by w.version) - w.lack, 0) as start, w.lack
      from (
        select w.version, w.weight - (select count(*) from kept as k where k.version = w.version) as lack
          from wanted as w
      ) as w
  ),
  placed as (
    select k.version, k.bucket from kept as k
    union all
    select l.version, f.bucket from lacking as l join free as f on f.place > l.start and f.place <= l.start + l.lack
  )
  select w.version, w.weight,
         coalesce(
           (select range_agg(int4range(p.bucket, p.bucket + 1)) from placed as p where p.version = w.version), '{}')
    from wanted as w;
end
$$;
comment on function howdah_internal.place_buckets is
  'Which of the buckets 0..9999 each version owns, as many as its weight says (10,000 in all), where nothing leaves a '
  'version whose weight grows; current holds what each owns now, {} at the start.';
