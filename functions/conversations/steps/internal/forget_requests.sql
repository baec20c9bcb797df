create or replace function howdah_internal.forget_requests(kept_from timestamptz)
  returns bigint
  language plpgsql
  volatile
as $$
declare
  v_ends_at timestamptz := howdah_internal.slice_ends_at(1);
  v_rows bigint;
  v_all bigint := 0;
begin
  loop
    update howdah_internal.message_steps as s
       set request = null
     where s.ctid = any (array(
       select o.ctid from howdah_internal.message_steps as o
        where o.request is not null and o.started_at < forget_requests.kept_from and o.status != 'calling'
        order by o.started_at
        limit 1000
          for update skip locked));
    get diagnostics v_rows = row_count;
    v_all := v_all + v_rows;
    exit when v_rows < 1000 or pg_catalog.clock_timestamp() > v_ends_at;
  end loop;
  return v_all;
end
$$;
comment on function howdah_internal.forget_requests is
  'Forgets what was sent to models before a time, in batches; that it was sent stays. Returns how many.';
