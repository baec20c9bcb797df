create or replace function howdah.applicable_windows(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz
)
  returns jsonb
  language plpgsql
  stable
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_windows jsonb;
begin
  -- Always in this order, so that calls that share budgets never deadlock; a budget has one window at a time.
  select coalesce(jsonb_agg(
           jsonb_build_object(
             'tenant_id', a.tenant_id, 'budget_id', a.budget_id, 'subject', a.subject, 'starts_at', a.starts_at,
             'ends_at', a.ends_at, 'hard_cents', case when a.is_hard then a.limit_cents end)
           order by a.tenant_id, a.budget_id), '[]')
    into v_windows
    from howdah.applicable_budgets(
      applicable_windows.tenant, applicable_windows.payer, applicable_windows.model_id, applicable_windows.feature,
      applicable_windows.at) as a;
  return v_windows;
end
$$;
comment on function howdah.applicable_windows(text, text, integer, text, timestamptz) is
  'The windows at a time of the budgets that a call counts in, in the order in which they are locked; hard_cents is '
  'null where nothing is refused.';
