create or replace function howdah.rebuild_usage(starts_at timestamptz, ends_at timestamptz)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_done timestamptz;
  v_from timestamptz;
  v_to timestamptz;
  v_first date;
  v_last date;
begin
  if rebuild_usage.starts_at is null or rebuild_usage.ends_at is null then
    raise exception 'starts_at and ends_at are required'
      using errcode = '22004', hint = 'Example: select howdah.rebuild_usage(''2026-11-01'', ''2026-12-01'').';
  end if;
  select r.done_until into v_done from howdah_internal.usage_rollups as r where r.name = 'usage' for update;
  -- Sums of months whose single calls are no longer kept stay as they are.
  v_from := date_trunc('month', greatest(
    rebuild_usage.starts_at, (select min(u.created_at) from howdah.llm_usage as u)), 'UTC');
  v_to := least(
    date_trunc('month', least(rebuild_usage.ends_at, v_done) - interval '1 microsecond', 'UTC') + interval '1 month',
    v_done);
  if v_from >= v_to or rebuild_usage.starts_at >= rebuild_usage.ends_at then
    return 0;
  end if;
  v_first := (v_from at time zone 'UTC')::date;
  v_last := ((v_to - interval '1 microsecond') at time zone 'UTC')::date;
  delete from howdah_internal.usage_hourly as h where h.hour >= v_from and h.hour < v_to;
  delete from howdah_internal.usage_hourly_users as h where h.hour >= v_from and h.hour < v_to;
  delete from howdah_internal.usage_daily as d where d.day between v_first and v_last;
  delete from howdah_internal.usage_daily_models as d where d.day between v_first and v_last;
  delete from howdah_internal.usage_monthly_users as m where m.month between v_first and v_last;
  delete from howdah_internal.usage_month_edges as m where m.month between v_first and v_last;
  delete from howdah_internal.usage_monthly_features as m where m.month between v_first and v_last;
  delete from howdah_internal.usage_monthly_unpriced as m where m.month between v_first and v_last;
  delete from howdah_internal.usage_latency as l where l.day between v_first and v_last;
  update howdah.daily_summaries as s
     set is_stale = true
   where s.date between (rebuild_usage.starts_at at time zone 'UTC')::date - 1
                    and (rebuild_usage.ends_at at time zone 'UTC')::date + 1;
  return howdah_internal.add_to_rollups(v_from, v_to);
end
$$;
comment on function howdah.rebuild_usage is
  'Makes the roll-ups of whole UTC months again from llm_usage, after its rows were changed (prices, erasure); '
  'returns how many rows they sum up. Months before the first call that is still kept stay. Raises 22004. Example: '
  'select howdah.rebuild_usage(''2026-11-01'', ''2026-12-01'').';
grant execute on function howdah.rebuild_usage to howdah_admin;
