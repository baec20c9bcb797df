create or replace view howdah.cache_hit_rate
  with (security_invoker = true)
as
select p.tenant_id,
       p.day,
       sum(p.call_count - p.failed_count)::bigint as calls,
       sum(p.cached_count)::bigint as cached_calls,
       (sum(p.cached_count) / sum(p.call_count - p.failed_count))::double precision as cache_hit_rate,
       sum(p.saved_cents) as saved_cents
  from howdah.usage_day_parts as p
 where p.kind = 'chat'
 group by p.tenant_id, p.day
having sum(p.call_count - p.failed_count) > 0
 order by p.tenant_id, p.day;
comment on view howdah.cache_hit_rate is
  'How many answers came from the cache per UTC day, and what that saved.';
comment on column howdah.cache_hit_rate.tenant_id is 'The tenant who pays.';
comment on column howdah.cache_hit_rate.day is 'The day (UTC, as providers bill).';
comment on column howdah.cache_hit_rate.calls is 'Answers, those from the cache included.';
comment on column howdah.cache_hit_rate.cached_calls is 'Answers from the cache.';
comment on column howdah.cache_hit_rate.cache_hit_rate is 'Share of the answers that came from the cache, 0 to 1.';
comment on column howdah.cache_hit_rate.saved_cents is 'US cents that they would have cost, where that is known.';
