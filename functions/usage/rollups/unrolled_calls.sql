create or replace function howdah.unrolled_calls()
  returns setof howdah.usage_measures
  language plpgsql
  stable
  rows 1000
  set search_path from current
  set jit = off
as $$
declare
  -- A value, so that other months are pruned, and one that no planner takes for a third of all usage.
  v_done timestamptz := coalesce((select r.done_until from howdah.usage_rollups as r where r.name = 'usage'), '-infinity');
begin
  return query
  select u.* from howdah.usage_measures as u where u.created_at >= v_done
  union all
  select u.*
    from howdah.late_usage as l
   cross join lateral (
     select h.* from howdah.usage_measures as h
      where h.tenant_id = l.tenant_id and h.call_id = l.call_id and h.attempt = l.attempt
        and h.created_at = l.created_at
      limit 1
   ) as u;
end
$$;
comment on function howdah.unrolled_calls() is
  'The calls that are not in the roll-ups yet; the view unrolled_usage shows them.';
