create or replace function howdah.settled_windows(
  tenant text,
  payer text,
  model_id integer,
  feature text,
  at timestamptz,
  holds jsonb
)
  returns jsonb
  language plpgsql
  stable
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
begin
  -- Both in one order, so that calls that share budgets never deadlock.
  return (
    select coalesce(jsonb_agg(
             jsonb_build_object(
               'tenant_id', tenant_id, 'budget_id', budget_id, 'subject', subject, 'starts_at', starts_at,
               'ends_at', a.ends_at, 'is_spent', a.scope is not null, 'is_held', k.is_held is not null)
             order by tenant_id, budget_id, subject, starts_at), '[]')
      from howdah.applicable_budgets(
        settled_windows.tenant, settled_windows.payer, settled_windows.model_id, settled_windows.feature,
        settled_windows.at) as a
      full join (
        select h.*, true as is_held
          from jsonb_to_recordset(settled_windows.holds)
            as h (tenant_id text, budget_id bigint, subject text, starts_at timestamptz)
      ) as k using (tenant_id, budget_id, subject, starts_at)
  );
end
$$;
comment on function howdah.settled_windows(text, text, integer, text, timestamptz, jsonb) is
  'The budget windows that a call is spent in, and those in which it is held, sorted together.';
