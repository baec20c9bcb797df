create or replace view howdah.rate_status
  with (security_invoker = true)
as
select s.tenant_id, l.scope, s.subject, l.unit, l.period, l.limit_value, l.burst, s.used, s.reserved,
       case when l.period in ('second', 'minute', 'hour')
         then ceil(
           howdah.bucket_level(s.level, s.level_at, l.limit_value, howdah.now()) / howdah.period_seconds(l.period))
       end as in_bucket,
       s.refused_count, s.refused_at
  from howdah.rate_state as s
  join howdah.rate_limits as l on l.tenant_id = s.tenant_id and l.id = s.rate_limit_id;
comment on view howdah.rate_status is
  'Every subject of a rate limit: what it used and holds in its day or month, what is in its bucket, how often it '
  'was refused.';
