create or replace view howdah_internal.latency_parts
  with (security_invoker = true)
as
select l.day, l.provider, l.model, l.kind, l.bucket, l.call_count, l.first_token_count
  from howdah_internal.usage_latency as l
union all
select u.day, u.provider, u.model, u.kind, b.bucket, b.call_count, b.first_token_count
  from howdah_internal.unrolled_usage as u
 cross join lateral (values (u.latency_bucket, 1, 0), (u.first_token_bucket, 0, 1))
   as b (bucket, call_count, first_token_count)
 where b.bucket is not null;
comment on view howdah_internal.latency_parts is
  'Latency histograms by day: usage_latency and what is not rolled up yet.';
grant select on howdah_internal.latency_parts to howdah_analyst;
