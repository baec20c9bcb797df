create or replace function howdah_internal.new_lines(statement howdah_internal.statements)
  returns setof howdah_internal.statement_lines
  language plpgsql
  stable
  set jit = off
as $$
#variable_conflict use_column
declare
  -- Of a tenant that was forgotten nobody knows any more how earlier calls were priced: they stay as they were billed.
  v_is_living boolean := exists (select from howdah.tenants as t where t.tenant_id = (statement).tenant_id);
begin
  return query
  with periods as (
    select s.month, s.starts_at, s.ends_at, s.time_zone
      from howdah_internal.statements as s
     where s.tenant_id = (statement).tenant_id and v_is_living
    union all
    select (statement).month, (statement).starts_at, (statement).ends_at, (statement).time_zone
  ), sums as (
    -- What all these months come to today ...
    select p.month, u.*
      from periods as p
     cross join lateral howdah_internal.customer_usage(
       (statement).tenant_id, p.starts_at, p.ends_at, p.time_zone) as u
    union all
    select p.month, o.user_id, o.provider, o.model, o.call_kind, o.feature, o.plan, o.is_prepaid, o.call_count,
           o.unpriced_count, o.input_tokens, o.output_tokens, o.amount_cents
      from periods as p
      join howdah_internal.pruned_usage as o on o.starts_at >= p.starts_at and o.starts_at < p.ends_at
     where o.tenant_id = (statement).tenant_id
    union all
    -- ... without what was billed of them.
    select l.usage_month, l.user_id, l.provider, l.model, l.call_kind, l.feature, l.plan, l.is_prepaid, -l.call_count,
           -l.unpriced_count, -l.input_tokens, -l.output_tokens, -l.amount_cents
      from howdah_internal.statement_lines as l
     where l.tenant_id = (statement).tenant_id and l.kind != 'refund' and v_is_living
  ), lines as (
    select case s.month when (statement).month then 'usage' else 'adjustment' end as kind, s.month as usage_month,
           s.user_id, s.provider, s.model, s.call_kind, s.feature, s.plan, s.is_prepaid, null::bigint as credit_id,
           null::text as description, sum(s.call_count)::bigint as call_count,
           sum(s.unpriced_count)::bigint as unpriced_count, sum(s.input_tokens)::bigint as input_tokens,
           sum(s.output_tokens)::bigint as output_tokens,
           case when sum(s.unpriced_count) > 0 and sum(s.unpriced_count) = sum(s.call_count)
                     and coalesce(sum(s.amount_cents), 0) = 0 then null
             else coalesce(sum(s.amount_cents), 0) end as amount_cents
      from sums as s
     group by s.month, s.user_id, s.provider, s.model, s.call_kind, s.feature, s.plan, s.is_prepaid
    having sum(s.call_count) != 0 or sum(s.unpriced_count) != 0 or sum(s.input_tokens) != 0
        or sum(s.output_tokens) != 0 or sum(s.amount_cents) != 0
    union all
    select 'refund', (statement).month, null, '', '', '', '', '', false, c.id, c.reason, 0, 0, 0, 0, -c.amount_cents
      from howdah.credits as c
     where c.tenant_id = (statement).tenant_id and c.is_refund
       and not exists (
         select from howdah_internal.statement_lines as l
          where l.tenant_id = c.tenant_id and l.credit_id = c.id)
  )
  select (statement).tenant_id, (statement).month,
         row_number() over (
           order by l.kind = 'refund', l.kind = 'adjustment', l.usage_month, l.provider, l.model, l.feature, l.plan,
                    l.user_id nulls first, l.call_kind, l.is_prepaid, l.credit_id)::integer,
         l.kind, l.usage_month, l.user_id, l.provider, l.model, l.call_kind, l.feature, l.plan, l.is_prepaid,
         l.credit_id, l.description, l.call_count, l.unpriced_count, l.input_tokens, l.output_tokens,
         l.amount_cents::numeric(30, 10)
    from lines as l;
end
$$;
comment on function howdah_internal.new_lines is
  'The lines of a statement that is being closed: the usage of its month, what the closed months before come to today '
  'more or less than was billed, and refunds. In one snapshot, so that what commits later is for the next statement.';
