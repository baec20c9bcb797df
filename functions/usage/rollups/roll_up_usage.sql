create or replace function howdah.roll_up_usage()
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_from timestamptz;
  -- Calls of the last minutes of an hour have mostly ended by then.
  v_to timestamptz := date_trunc('hour', howdah.now() - interval '5 minutes', 'UTC');
  v_until timestamptz;
  v_late bigint[];
  v_count bigint;
begin
  -- The row's lock: one roll-up at a time.
  select r.done_until into v_from from howdah_internal.usage_rollups as r where r.name = 'usage' for update;
  perform howdah_internal.fill_month_edges();
  v_until := v_from;
  -- Up to the first hour of which a transaction is still open, and three weeks at a time: each hour is a lock.
  while v_until < least(v_to, v_from + interval '500 hours')
    and pg_try_advisory_xact_lock(howdah_internal.usage_hour_key(v_until)) loop
    v_until := v_until + interval '1 hour';
  end loop;
  -- One whose call is being corrected waits for the next time.
  v_late := array(select l.id from howdah_internal.late_usage as l for update skip locked);
  v_count := howdah_internal.add_to_rollups(v_from, v_until, v_late);
  update howdah_internal.usage_rollups as r set done_until = v_until where r.name = 'usage';
  -- Days that were summed up without them are summed up again.
  insert into howdah.daily_summaries as s (tenant_id, date, total_queries, total_tokens, total_cost, is_stale)
  select distinct l.tenant_id, d.day, 0, 0, 0, true
    from howdah_internal.late_usage as l
    left join howdah.tenants as t on t.tenant_id = l.tenant_id
   cross join lateral (select coalesce(t.time_zone, 'UTC') as name) as z
   cross join lateral (select (l.created_at at time zone z.name)::date as day) as d
   where l.id = any (v_late)
     and (d.day + 1)::timestamp at time zone z.name <= (
       select r.done_until from howdah_internal.usage_rollups as r where r.name = 'days'
     )
  on conflict (tenant_id, date) do update set is_stale = true;
  delete from howdah_internal.late_usage as l where l.id = any (v_late);
  return v_count;
end
$$;
comment on function howdah.roll_up_usage is
  'Adds the usage of the hours that are over to usage_hourly, usage_daily and usage_latency, each row once, and what '
  'came late to hours before; returns how many rows. It may run at any time, twice, or after days. Example: select '
  'howdah.roll_up_usage().';
grant execute on function howdah.roll_up_usage to howdah_admin;
