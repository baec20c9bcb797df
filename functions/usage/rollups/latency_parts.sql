create or replace view howdah.latency_parts
  with (security_invoker = true)
as
select l.day, l.provider, l.model, l.kind, l.bucket, l.call_count, l.first_token_count
  from howdah.usage_latency as l
union all
select u.day, u.provider, u.model, u.kind, u.latency_bucket, 1, 0
  from howdah.unrolled_usage as u
 where u.latency_bucket is not null
union all
select u.day, u.provider, u.model, u.kind, u.first_token_bucket, 0, 1
  from howdah.unrolled_usage as u
 where u.first_token_bucket is not null;
comment on view howdah.latency_parts is
  'Latency histograms by day: usage_latency and what is not rolled up yet.';
