create or replace function howdah_internal.lock_windows(budgets howdah_internal.applicable_budget[])
  returns void
  language plpgsql
  volatile
as $$
declare
  v_window record;
begin
  for v_window in
    select b.tenant_id, b.budget_id, b.subject, b.starts_at, max(b.ends_at) as ends_at
      from unnest(lock_windows.budgets) as b
     group by b.tenant_id, b.budget_id, b.subject, b.starts_at
     order by b.tenant_id, b.budget_id, b.subject, b.starts_at
  loop
    loop
      perform from howdah_internal.budget_windows as w
        where w.tenant_id = v_window.tenant_id and w.budget_id = v_window.budget_id
          and w.subject = v_window.subject and w.starts_at = v_window.starts_at
          for no key update;
      exit when found;
      -- Made here, in its place in the order: made later, it could be waited for by one who is waited for.
      exit when not exists (
        select from howdah.budgets as b where b.tenant_id = v_window.tenant_id and b.id = v_window.budget_id);
      insert into howdah_internal.budget_windows (tenant_id, budget_id, subject, starts_at, ends_at)
      values (v_window.tenant_id, v_window.budget_id, v_window.subject, v_window.starts_at, v_window.ends_at)
      on conflict do nothing;
    end loop;
  end loop;
end
$$;
comment on function howdah_internal.lock_windows is
  'Locks windows of budgets in everybody''s order and makes those that are not there yet, for a transaction that takes '
  'them in more than one go.';
