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
       sum(p.cost_cents) as cost_cents,
       sum(p.estimated_count)::bigint as estimated_calls,
       sum(p.unpriced_count)::bigint as unpriced_calls,
       sum(p.unpriced_count) = 0 as cost_is_complete,
       max(p.last_call_at) as last_call_at
  from (
    select d.tenant_id, d.day, d.user_id, d.call_count, d.estimated_count, d.unpriced_count, d.input_tokens,
           d.output_tokens, d.cost_cents, d.last_call_at
      from howdah.usage_daily as d
    union all
    select u.tenant_id, u.day, u.user_id, u.call_count, u.estimated_count, u.unpriced_count, u.input_tokens,
           u.output_tokens, u.cost_cents, u.last_call_at
      from howdah.unrolled_usage as u
  ) as p
 where p.day > (howdah.now() at time zone 'UTC')::date - 30
   and p.user_id != ''
 group by p.tenant_id, p.user_id
 order by p.tenant_id, rank, p.user_id;
comment on view howdah.top_users is
  'Who cost most in the last 30 UTC days, today included, in each tenant.';
comment on column howdah.top_users.tenant_id is 'The tenant who pays.';
comment on column howdah.top_users.user_id is 'The user.';
comment on column howdah.top_users.rank is '1 is who cost most; where the cost is the same, who used more tokens.';
comment on column howdah.top_users.calls is
  'Attempts to call a model, failed ones and answers from the cache included.';
comment on column howdah.top_users.tokens_used is 'Input and output tokens.';
comment on column howdah.top_users.cost_cents is 'US cents of the calls whose price is known.';
comment on column howdah.top_users.estimated_calls is
  'Calls whose tokens were estimated, because the provider did not say.';
comment on column howdah.top_users.unpriced_calls is 'Calls whose cost is not known; they are not in cost_cents.';
comment on column howdah.top_users.cost_is_complete is 'True when the cost of every call is known.';
comment on column howdah.top_users.last_call_at is 'When the last of them began.';
