create or replace function howdah_internal.customer_usage(
  tenant text,
  starts_at timestamptz,
  ends_at timestamptz,
  time_zone text
)
  returns table (
    user_id text,
    provider text,
    model text,
    call_kind text,
    feature text,
    plan text,
    is_prepaid boolean,
    call_count bigint,
    unpriced_count bigint,
    input_tokens bigint,
    output_tokens bigint,
    amount_cents numeric
  )
  language plpgsql
  stable
  rows 1000
  set jit = off
as $$
#variable_conflict use_column
declare
  v_credit_from timestamptz := coalesce((
    select b.created_at from howdah.budgets as b where b.tenant_id = customer_usage.tenant and b.scope = 'credit'
  ), 'infinity');
begin
  return query
  with plans as (
    select p.plan, p.starts_at as since, lead(p.starts_at, 1, 'infinity') over (order by p.starts_at) as until
      from howdah_internal.tenant_plans as p
     where p.tenant_id = customer_usage.tenant
  ), calls as materialized (
    select u.user_id, u.provider, u.model, u.kind, coalesce(u.feature, '') as feature, coalesce(p.plan, '') as plan,
           (u.created_at at time zone customer_usage.time_zone)::date as day,
           u.created_at >= v_credit_from as is_prepaid, u.cached, u.cost_cents, u.price_id, u.tokens_used,
           u.service_class,
           u.input_tokens, u.cached_input_tokens, u.cache_write_tokens, u.cache_write_1h_tokens,
           u.cache_write_12h_tokens, u.output_tokens, u.reasoning_tokens, u.item_count
      from howdah.llm_usage as u
      left join plans as p on u.created_at >= p.since and u.created_at < p.until
     where u.tenant_id = customer_usage.tenant
       and u.created_at >= customer_usage.starts_at and u.created_at < customer_usage.ends_at
  ), prices as materialized (
    -- Each once, not for every call.
    select k.*, f.markup_percent, f.tiers
      from (select distinct c.provider, c.model, c.feature, c.plan, c.day from calls as c) as k
      left join lateral howdah_internal.customer_price_in_force(
        customer_usage.tenant, k.provider || '/' || k.model, k.feature, k.plan, k.day) as f on true
  ), priced as (
    select c.*, howdah_internal.customer_cents(
             p.markup_percent, p.tiers, c.cached, c.cost_cents, c.price_id, c.tokens_used, c.kind, c.service_class,
             c.input_tokens, c.cached_input_tokens, c.cache_write_tokens, c.cache_write_1h_tokens,
             c.cache_write_12h_tokens, c.output_tokens, c.reasoning_tokens, c.item_count) as amount_cents
      from calls as c
      join prices as p using (provider, model, feature, plan, day)
  )
  select c.user_id, c.provider, c.model, c.kind, c.feature, c.plan, c.is_prepaid, count(*),
         count(*) - count(c.amount_cents), coalesce(sum(c.input_tokens), 0)::bigint,
         coalesce(sum(c.output_tokens), 0)::bigint, sum(c.amount_cents)
    from priced as c
   group by 1, 2, 3, 4, 5, 6, 7;
end
$$;
comment on function howdah_internal.customer_usage is
  'What the calls of a tenant from starts_at to before ends_at come to at customer prices, in US cents, by user, '
  'model, feature, plan, and whether its credit pays: each call at the price of its day in the time zone. amount_cents '
  'is null where no price is known, and leaves out the unpriced_count calls.';
