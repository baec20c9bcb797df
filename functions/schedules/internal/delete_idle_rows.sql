create or replace function howdah_internal.delete_idle_rows()
  returns table (kind text, deleted bigint)
  language plpgsql
  volatile
as $$
declare
  v_user howdah.users;
  v_users bigint := 0;
  v_jobs_from timestamptz := howdah.now() - make_interval(days => howdah.setting('dead_job_days')::integer);
  v_lanes text[];
begin
  -- Who was seen once and left nothing comes back by itself. Nobody writes their name meanwhile.
  for v_user in
    select u.* from howdah.users as u where howdah_internal.is_idle_user(u) limit 200
  loop
    continue when not pg_try_advisory_xact_lock(howdah_internal.erasure_key(v_user.tenant_id, v_user.id));
    delete from howdah.users as u
     where u.tenant_id = v_user.tenant_id and u.id = v_user.id and howdah_internal.is_idle_user(u);
    v_users := v_users + 1;
  end loop;
  deleted := v_users;
  kind := 'users';
  return next;
  -- No window is longer than a month; a bucket of so long ago is empty.
  delete from howdah_internal.rate_state as s
   where s.ctid = any (array(
     select i.ctid from howdah_internal.rate_state as i
      where i.reserved = 0
        and greatest(i.level_at, i.window_starts_at, i.refused_at) < howdah.now() - interval '40 days'
      limit 1000
        for update skip locked));
  get diagnostics deleted = row_count;
  kind := 'rate_state';
  return next;
  delete from howdah_internal.jobs as j
   where j.id = any (array(
     select d.id from howdah_internal.jobs as d
      where d.state = 'dead' and coalesce(d.failed_at, d.created_at) < v_jobs_from
      limit 1000
        for update skip locked));
  get diagnostics deleted = row_count;
  kind := 'jobs';
  return next;
  -- Of nobody's model, without a limit, a pause or a job for a day. Locked first and looked at again: whoever adds a
  -- job holds its lane.
  v_lanes := array(
    select l.name
      from howdah.lanes as l
     where l.model_id is null and l.provider is null and l.class != 'caller'
       and coalesce(l.max_running, l.requests_per_minute, l.tokens_per_minute) is null
       and coalesce(l.paused_until, '-infinity') < howdah.now() - interval '1 day'
       and coalesce(l.scanned_at, '-infinity') < howdah.now() - interval '1 day'
       and not exists (select from howdah_internal.jobs as j where j.lane = l.name)
     order by l.name
     limit 1000
       for update skip locked);
  delete from howdah.lanes as l
   where l.name = any (v_lanes)
     and not exists (select from howdah_internal.jobs as j where j.lane = l.name)
     and l.name not in (
       select b.lane from howdah_internal.jobs_done as b where b.done_at >= howdah.now() - interval '1 day');
  get diagnostics deleted = row_count;
  delete from howdah_internal.queue_heads as h
   where h.lane = any (v_lanes) and not exists (select from howdah.lanes as l where l.name = h.lane);
  kind := 'lanes';
  return next;
end
$$;
comment on function howdah_internal.delete_idle_rows is
  'Deletes a slice of what came by itself and is of no use any more: users who left nothing, states of rate limits, '
  'dead jobs, lanes that were empty for a day. Returns how many of each.';
