create or replace view howdah.top_users
  with (security_invoker = true)
as
select u.tenant_id,
       u.user_id,
       rank() over (
         partition by u.tenant_id order by coalesce(sum(u.cost_cents), 0) desc, sum(u.tokens_used) desc
       ) as rank,
       count(*) as calls,
       sum(u.tokens_used) as tokens_used,
       coalesce(sum(u.cost_cents), 0) as cost_cents,
       count(*) filter (where u.is_estimated) as estimated_calls,
       count(*) filter (where u.cost_cents is null) as unpriced_calls,
       count(*) filter (where u.cost_cents is null) = 0 as cost_is_complete,
       max(u.created_at) as last_call_at
  from howdah.llm_usage as u
 where u.created_at > howdah.now() - interval '30 days'
   and u.user_id is not null
 group by 1, 2
 order by u.tenant_id, rank, u.user_id;
comment on view howdah.top_users is
  'Who cost most in the last 30 days, in each tenant.';
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
