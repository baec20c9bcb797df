create or replace function howdah_internal.delete_old_rows()
  returns table (kind text, deleted bigint)
  language plpgsql
  volatile
  set search_path from current -- the names below are looked up on it
as $$
declare
  v_kind record;
  -- A slice: whoever calls goes on until nothing is deleted, and may commit in between.
  v_ends_at timestamptz := howdah_internal.slice_ends_at(1);
  v_rows bigint;
begin
  if not howdah_internal.may_delete() then
    return;
  end if;
  kind := 'message_requests';
  deleted := howdah_internal.forget_requests(
    howdah.now() - make_interval(days => howdah.setting('message_request_days')::integer));
  if deleted > 0 then
    return next;
  end if;
  for v_kind in
    select k.*, howdah.now() - make_interval(days => howdah.setting(k.setting)::integer) as kept_from
      from (values
        ('schedule_runs', 'finished_at', 'history_days'),
        ('retrieval_metrics', 'created_at', 'retrieval_metrics_days'),
        ('query_embeddings', 'created_at', 'query_embedding_days'),
        ('usage_hourly', 'hour', 'usage_hourly_days'),
        ('usage_latency', 'day', 'usage_hourly_days'),
        ('outbox', 'created_at', 'outbox_days'),
        ('incidents', 'closed_at', 'incident_days'),
        ('budget_windows', 'ends_at', 'budget_window_days'),
        ('conversations', 'updated_at', 'conversation_days')
      ) as k (relation, time, setting)
     where howdah.setting(k.setting) is not null
  loop
    kind := v_kind.relation;
    deleted := 0;
    loop
      -- A batch at a time, waiting for nobody; what is left when the time is over is for the next run.
      execute format(
        'delete from %1$s as t where t.ctid = any (array(
           select o.ctid from %1$s as o where o.%2$I < $1 order by o.%2$I limit 1000 for update skip locked))',
        v_kind.relation::regclass, v_kind.time)
        using v_kind.kept_from;
      get diagnostics v_rows = row_count;
      deleted := deleted + v_rows;
      exit when v_rows < 1000 or pg_catalog.clock_timestamp() > v_ends_at;
    end loop;
    if deleted > 0 then
      return next;
    end if;
  end loop;
  return query select i.kind, i.deleted from howdah_internal.delete_idle_rows() as i where i.deleted > 0;
end
$$;
comment on function howdah_internal.delete_old_rows is
  'Deletes what is older than the settings *_days say, in batches for about a second, and returns how much of what '
  'kind; the next call goes on. Usage and its daily sums stay.';
