create or replace function howdah_internal.carry_usage(starts_at timestamptz, ends_at timestamptz)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_tenant record;
begin
  insert into howdah_internal.usage_rollups as r (name, done_until)
  values ('dropped', carry_usage.ends_at)
  on conflict (name) do update set done_until = greatest(r.done_until, excluded.done_until);
  for v_tenant in
    select t.tenant_id, howdah_internal.billing_zone(t.tenant_id) as zone
      from (
        select s.tenant_id from howdah_internal.statements as s
        union
        select b.tenant_id from howdah.budgets as b where b.scope = 'credit'
      ) as t
     order by t.tenant_id
  loop
    insert into howdah_internal.pruned_usage (
      tenant_id, starts_at, user_id, provider, model, call_kind, feature, plan, is_prepaid, call_count, unpriced_count,
      input_tokens, output_tokens, amount_cents
    )
    with cuts as (
      select carry_usage.starts_at as at
      union
      select carry_usage.ends_at
      union
      select s.ends_at from howdah_internal.statements as s where s.tenant_id = v_tenant.tenant_id
      union
      select s.starts_at from howdah_internal.statements as s where s.tenant_id = v_tenant.tenant_id
      union
      -- Where the months will begin that are not closed yet.
      select (date_trunc('month', carry_usage.starts_at at time zone v_tenant.zone) + make_interval(months => n))
               at time zone v_tenant.zone
        from generate_series(0, 2) as n
    ), parts as (
      select c.at as starts_at, lead(c.at) over (order by c.at) as ends_at
        from cuts as c
       where c.at between carry_usage.starts_at and carry_usage.ends_at
    )
    select v_tenant.tenant_id, p.starts_at, u.*
      from parts as p
      left join howdah_internal.statements as s
        on s.tenant_id = v_tenant.tenant_id and s.starts_at <= p.starts_at and p.starts_at < s.ends_at
     cross join lateral howdah_internal.customer_usage(
       v_tenant.tenant_id, p.starts_at, p.ends_at, coalesce(s.time_zone, v_tenant.zone)) as u
     where p.ends_at is not null;
  end loop;
end
$$;
comment on function howdah_internal.carry_usage is
  'Keeps what the calls of billed tenants from starts_at to before ends_at come to at customer prices, because these '
  'calls are about to be dropped; the caller has locked them.';
