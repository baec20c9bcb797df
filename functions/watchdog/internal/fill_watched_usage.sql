create or replace function howdah_internal.fill_watched_usage()
  returns void
  language plpgsql
  volatile
  set jit = off
as $$
declare
  v_from timestamptz := greatest(
    howdah_internal.watched_from(), coalesce((select min(u.created_at) from howdah.llm_usage as u), 'infinity'));
  v_until timestamptz;
  v_starts_at timestamptz;
  v_ends_at timestamptz := howdah_internal.slice_ends_at(10);
begin
  delete from howdah_internal.usage_hourly_users as u where u.hour < howdah_internal.watched_from();
  select r.done_until into v_until from howdah_internal.usage_rollups as r where r.name = 'watched' for update;
  while v_until > v_from loop
    v_starts_at := greatest(v_until - interval '1 day', date_trunc('hour', v_from, 'UTC'));
    delete from howdah_internal.usage_hourly_users as u where u.hour >= v_starts_at and u.hour < v_until;
    execute format(
      'with calls as (
         select m.* from howdah_internal.usage_measures as m where m.created_at >= $1 and m.created_at < $2
          and not exists (
            select from howdah_internal.late_usage as l
             where l.tenant_id = m.tenant_id and l.call_id = m.call_id and l.attempt = m.attempt
               and l.created_at = m.created_at and l.replaced is null))
       %s', howdah_internal.rollup_insert('usage_hourly_users', 'calls'))
      using v_starts_at, v_until;
    v_until := v_starts_at;
    exit when pg_catalog.clock_timestamp() > v_ends_at;
  end loop;
  update howdah_internal.usage_rollups as r
     set done_until = case when v_until > v_from then v_until else '-infinity' end
   where r.name = 'watched' and r.done_until != '-infinity';
end
$$;
comment on function howdah_internal.fill_watched_usage is
  'Rolls up by hour, user and prompt version what was used before howdah did so, a day at a time, the last first, and '
  'deletes what is older than watched_from(). The row watched of usage_rollups is how far back it has come. The caller '
  'has just rolled up, and holds the lock of it.';
