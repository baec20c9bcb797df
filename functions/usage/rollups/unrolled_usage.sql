create or replace view howdah.unrolled_usage
  with (security_invoker = true)
as
select u.*
  from howdah.llm_usage as u
 where u.created_at >= coalesce(
   (select r.done_until from howdah.usage_rollups as r where r.name = 'usage'), '-infinity')
union all
select u.*
  from howdah.late_usage as l
 cross join lateral (
   select h.* from howdah.llm_usage as h
    where h.tenant_id = l.tenant_id and h.call_id = l.call_id and h.attempt = l.attempt and h.created_at = l.created_at
    limit 1
 ) as u;
comment on view howdah.unrolled_usage is
  'Usage that is not in the roll-ups yet: the last hour or two, and what came late. Reports add it, so that they equal '
  'the sums of llm_usage.';
