create or replace function howdah.status()
  returns jsonb
  language plpgsql
  stable
  security definer -- looks at every table
  set search_path from current
as $$
declare
  v_status jsonb;
begin
  v_status := jsonb_build_object(
    'at', howdah.clock(),
    'server', split_part(version(), ' ', 2),
    'schema', (select s.version from howdah.schema_version() as s),
    'models', (
      select jsonb_object_agg(k.kind, m.provider || '/' || m.name)
        from unnest(array['embedding', 'chat']) as k (kind)
        left join howdah.models as m on m.id = howdah.default_model(k.kind)),
    'workers', (
      select coalesce(jsonb_agg(w.name order by w.name), '[]') from howdah.workers as w
       where w.seen_at > howdah.clock() - interval '1 minute'),
    'lanes', howdah.status_lanes(),
    'usage', howdah.status_usage(),
    'budgets', howdah.status_budgets(),
    'search', howdah.status_search(),
    'findings', (
      select coalesce(jsonb_agg(to_jsonb(d) order by d.severity = 'error' desc, d.since), '[]')
        from howdah.doctor() as d));
  return howdah.status_state(v_status) || v_status;
end
$$;
comment on function howdah.status() is
  'Everything that howdah status shows: state and summary first, then workers, lanes, calls and cost of the present UTC day, '
  'budgets, search, and what doctor() finds. Times are seconds or ISO 8601, money is US cents. '
  'Example: select jsonb_pretty(howdah.status()).';
