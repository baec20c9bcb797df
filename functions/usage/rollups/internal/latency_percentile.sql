create or replace function howdah_internal.latency_percentile(
  buckets integer[],
  counts bigint[],
  share double precision
)
  returns double precision
  language plpgsql
  immutable
  set search_path from current
as $$
declare
  v_bucket integer;
begin
  if not latency_percentile.share between 0 and 1 then
    raise exception 'share is not between 0 and 1' using errcode = '22023', hint = 'Pass 0.95 for the 95th percentile.';
  end if;
  select min(s.bucket) into v_bucket
    from (
      select u.bucket, sum(u.count) over (order by u.bucket) as reached, sum(u.count) over () as total
        from unnest(latency_percentile.buckets, latency_percentile.counts) as u (bucket, count)
    ) as s
   where s.total > 0 and s.reached >= ceil(latency_percentile.share * s.total);
  -- The middle of the bucket, so that it is wrong by one percent at most.
  return case when v_bucket is not null then 1.02 ^ (v_bucket + 0.5) end;
end
$$;
comment on function howdah_internal.latency_percentile is
  'Percentile of a latency histogram in milliseconds, within 1 %; a bucket may come more than once, for histograms '
  'add up. Null without calls. Raises 22023.';
grant execute on function howdah_internal.latency_percentile to howdah_analyst;
