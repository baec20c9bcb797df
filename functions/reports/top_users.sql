create or replace view howdah.top_users
  with (security_invoker = true)
as
select p.tenant_id,
       p.user_id,
       rank() over (
         partition by p.tenant_id order by sum(p.cost_cents) desc, sum(p.input_tokens + p.output_tokens) desc
       ) as rank,
       sum(p.call_count)::bigint as calls,
       sum(p.input_tokens + p.output_tokens)::bigint as tokens_used,
       case when sum(p.unpriced_count) < sum(p.call_count) then sum(p.cost_cents) end as cost_cents,
       sum(p.estimated_count)::bigint as estimated_calls,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete,
       max(p.last_call_at) as last_call_at
  from (
    select d.* from howdah_internal.usage_daily as d
    union all
    select u.* from howdah_internal.unrolled(null::howdah_internal.usage_daily) as u
  ) as p
 where p.day > (howdah.now() at time zone 'UTC')::date - 30
   and p.user_id != ''
 group by p.tenant_id, p.user_id
 order by p.tenant_id, rank, p.user_id;
comment on view howdah.top_users is 'Who cost most in the last 30 UTC days, today included, in each tenant.';
select howdah_internal.describe_columns('howdah.top_users');
comment on column howdah.top_users.rank is
  '1 is who cost most; where the cost is the same, who used more tokens.';
comment on column howdah.top_users.last_call_at is 'When the last of them began.';
grant select on howdah.top_users to howdah_analyst;
