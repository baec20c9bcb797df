create or replace function howdah.hold_budget(windows jsonb, cents numeric)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_window record;
begin
  for v_window in
    select k.* from jsonb_to_recordset(hold_budget.windows)
      as k (tenant_id text, budget_id bigint, subject text, starts_at timestamptz)
     order by k.tenant_id, k.budget_id, k.subject, k.starts_at
  loop
    update howdah.budget_windows as w
       set reserved_cents = greatest(0, w.reserved_cents + hold_budget.cents)
     where w.tenant_id = v_window.tenant_id and w.budget_id = v_window.budget_id
       and w.subject = v_window.subject and w.starts_at = v_window.starts_at;
  end loop;
end
$$;
comment on function howdah.hold_budget(jsonb, numeric) is
  'Holds US cents in these windows, as budget_room returned them; a negative amount gives them back.';
