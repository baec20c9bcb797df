create or replace function howdah.rebuild_usage(starts_at timestamptz, ends_at timestamptz)
  returns bigint
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_done timestamptz;
  v_from timestamptz := date_trunc('day', rebuild_usage.starts_at, 'UTC');
  v_to timestamptz := date_trunc('day', rebuild_usage.ends_at, 'UTC');
begin
  if rebuild_usage.starts_at is null or rebuild_usage.ends_at is null then
    raise exception 'starts_at and ends_at are required' using errcode = '22004', hint = 'Pass the time to build again.';
  end if;
  select r.done_until into v_done from howdah.usage_rollups as r where r.name = 'usage' for update;
  if v_to < rebuild_usage.ends_at then
    v_to := v_to + interval '1 day';
  end if;
  v_to := least(v_to, v_done);
  delete from howdah.usage_hourly as h where h.hour >= v_from and h.hour < v_to;
  delete from howdah.usage_latency as h where h.hour >= v_from and h.hour < v_to;
  delete from howdah.usage_daily as d
   where d.day >= (v_from at time zone 'UTC')::date and d.day::timestamp at time zone 'UTC' < v_to;
  update howdah.daily_summaries as s
     set is_stale = true
   where s.date between (v_from at time zone 'UTC')::date - 1 and (v_to at time zone 'UTC')::date + 1;
  return howdah.add_to_rollups(v_from, v_to);
end
$$;
comment on function howdah.rebuild_usage(timestamptz, timestamptz) is
  'Makes the roll-ups of whole UTC days again from llm_usage, after its rows were changed (prices, erasure); returns how '
  'many rows they sum up. Raises 22004.';
