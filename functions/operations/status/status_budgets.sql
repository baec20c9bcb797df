create or replace function howdah.status_budgets()
  returns jsonb
  language plpgsql
  stable
  security definer -- looks at every tenant
  set search_path from current
as $$
begin
  return coalesce((
    select jsonb_agg(to_jsonb(n) order by n.share desc nulls last, n.tenant_id, n.scope, n.subject, n.period)
      from (
        select b.tenant_id, b.scope, b.subject, b.period, b.limit_cents, b.spent_cents, b.reserved_cents, b.is_hard,
               b.resets_at, b.refused_count, round((b.spent_cents + b.reserved_cents) / nullif(b.limit_cents, 0), 4) as share,
               b.is_hard and b.spent_cents >= b.limit_cents as is_exhausted
          from howdah.budget_status as b
         where b.limit_cents is not null
         order by share desc nulls last
         limit 20
      ) as n
  ), '[]');
end
$$;
comment on function howdah.status_budgets() is 'The twenty budgets of which the largest share is spent or reserved.';
