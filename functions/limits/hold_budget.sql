create or replace function howdah.hold_budget(windows jsonb, cents numeric)
  returns void
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
begin
  for i in 0 .. jsonb_array_length(hold_budget.windows) - 1 loop
    update howdah.budget_windows as w
       set reserved_cents = greatest(0, w.reserved_cents + hold_budget.cents)
     where w.tenant_id = hold_budget.windows -> i ->> 'tenant_id'
       and w.budget_id = (hold_budget.windows -> i ->> 'budget_id')::bigint
       and w.subject = hold_budget.windows -> i ->> 'subject'
       and w.starts_at = (hold_budget.windows -> i ->> 'starts_at')::timestamptz;
  end loop;
end
$$;
comment on function howdah.hold_budget(jsonb, numeric) is
  'Holds US cents in these windows, which the caller has locked; a negative amount gives them back.';
