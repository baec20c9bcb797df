create or replace view howdah.cache_hit_rate
  with (security_invoker = true)
as
select p.tenant_id,
       p.day,
       sum(p.call_count - p.failed_count)::bigint as calls,
       sum(p.cached_count)::bigint as cached_calls,
       (100 * sum(p.cached_count) / sum(p.call_count - p.failed_count))::double precision as cache_hit_rate,
       sum(p.saved_cents) as saved_cents
  from howdah_internal.usage_day_parts as p
 where p.kind = 'chat'
 group by p.tenant_id, p.day
having sum(p.call_count - p.failed_count) > 0
 order by p.tenant_id, p.day;
comment on view howdah.cache_hit_rate is
  'How many answers came from the cache per UTC day, and what that saved.';
select howdah_internal.describe_columns('howdah.cache_hit_rate');
comment on column howdah.cache_hit_rate.calls is 'Answers, those from the cache included.';
comment on column howdah.cache_hit_rate.cache_hit_rate is
  'Percentage of the answers that came from the cache, 0 to 100.';
grant select on howdah.cache_hit_rate to howdah_analyst;
