create or replace function howdah_internal.unrolled(rollup anyelement)
  returns setof anyelement
  language plpgsql
  stable
  rows 1000
  set search_path from current
  set jit = off
as $$
declare
  -- A value, so that other months are pruned, and one that no planner takes for a third of all usage.
  v_done timestamptz := coalesce(
    (select r.done_until from howdah_internal.usage_rollups as r where r.name = 'usage'), '-infinity');
  v_columns text := (
    select string_agg(format('u.%I::%s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)
      from pg_attribute as a
      join pg_type as t on t.typrelid = a.attrelid
     where t.oid = pg_typeof(unrolled.rollup) and a.attnum > 0 and not a.attisdropped
  );
begin
  return query execute format(
    'select %1$s from howdah_internal.usage_measures as u where u.created_at >= $1
     union all
     select %1$s from howdah_internal.late_calls as u', v_columns) using v_done;
end
$$;
comment on function howdah_internal.unrolled is
  'The calls that are not in the roll-ups yet, a row each with the columns of a roll-up, which is passed as '
  'null::its_name: the last hour or two, and what came late. Reports add them, so that they equal the sums of '
  'llm_usage.';
grant execute on function howdah_internal.unrolled to howdah_analyst;
