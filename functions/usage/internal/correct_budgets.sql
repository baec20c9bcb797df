create or replace function howdah_internal.correct_budgets(changes jsonb)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_window record;
  v_after record;
begin
  -- Always in this order, so that calls that share budgets never deadlock.
  for v_window in
    select a.tenant_id, a.budget_id, a.subject, a.starts_at, a.ends_at, a.scope,
           sum(case a.scope when 'credit' then c.customer_cents else c.cents end) as cents
      from jsonb_to_recordset(correct_budgets.changes)
        as c (tenant_id text, user_id text, model_id integer, feature text, minute timestamptz, cents numeric,
          customer_cents numeric)
     -- Its last moment, for a credit may have begun within it.
     cross join lateral howdah_internal.applicable_budgets(
       c.tenant_id, c.user_id, c.model_id, c.feature, c.minute + interval '59.999999 seconds') as a
      join howdah.budgets as b
        on b.tenant_id = a.tenant_id and b.id = a.budget_id
       -- What was called before there was a budget is not counted in it.
       and c.minute >= date_trunc('minute', b.created_at)
     group by a.tenant_id, a.budget_id, a.subject, a.starts_at, a.ends_at, a.scope
     order by a.tenant_id, a.budget_id, a.subject, a.starts_at
  loop
    if v_window.scope = 'credit' and v_window.cents is null then
      perform howdah_internal.recount_credit(v_window.tenant_id);
      continue;
    end if;
    insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
    values (v_window.tenant_id, v_window.budget_id, v_window.subject, v_window.starts_at, v_window.ends_at)
    on conflict do nothing;
    update howdah_internal.budget_windows as w
       set spent_cents = greatest(0, w.spent_cents + v_window.cents)
      from howdah.budgets as b
     where w.tenant_id = v_window.tenant_id and w.budget_id = v_window.budget_id
       and w.subject = v_window.subject and w.starts_at = v_window.starts_at
       and b.tenant_id = v_window.tenant_id and b.id = v_window.budget_id
    returning w.alerted_at is null and w.spent_cents >= b.limit_cents * b.soft_percent / 100
              and coalesce(w.ends_at, 'infinity') > howdah.clock() as is_alert into v_after;
    if v_after.is_alert and v_window.cents > 0 then
      perform howdah_internal.alert_budget(
        v_window.tenant_id, v_window.budget_id, v_window.subject, v_window.starts_at);
    end if;
  end loop;
end
$$;
comment on function howdah_internal.correct_budgets is
  'Adds what calls cost more, or takes off what they cost less, since they were counted: in the budgets of the time '
  'when they began. changes is an array of tenant_id, user_id, model_id, feature, minute, cents, and '
  'customer_cents for a credit, which is counted anew without it.';
