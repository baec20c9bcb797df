create or replace view howdah.cache_hit_rate
  with (security_invoker = true)
as
select u.tenant_id,
       (u.created_at at time zone 'UTC')::date as day,
       count(*) as calls,
       count(*) filter (where u.cached) as cached_calls,
       avg(u.cached::integer)::double precision as cache_hit_rate,
       coalesce(sum(u.saved_cents), 0) as saved_cents
  from howdah.llm_usage as u
 where u.kind = 'chat'
   and u.status = 'ok'
 group by 1, 2
 order by 1, 2;
comment on view howdah.cache_hit_rate is
  'How many answers came from the cache per UTC day, and what that saved.';
comment on column howdah.cache_hit_rate.tenant_id is 'The tenant who pays.';
comment on column howdah.cache_hit_rate.day is 'The day (UTC, as providers bill).';
comment on column howdah.cache_hit_rate.calls is 'Answers, those from the cache included.';
comment on column howdah.cache_hit_rate.cached_calls is 'Answers from the cache.';
comment on column howdah.cache_hit_rate.cache_hit_rate is 'Share of the answers that came from the cache, 0 to 1.';
comment on column howdah.cache_hit_rate.saved_cents is 'US cents that they would have cost, where that is known.';
