create or replace function howdah.tend_model_changes()
  returns void
  language plpgsql
  volatile
  security definer -- for all tenants; no group role writes a table
  set search_path from current
  set lock_timeout = '2s' -- an application that holds a chunk must not hold up the queue
as $$
#variable_conflict use_column
declare
  v_change howdah.model_changes;
  v_now timestamptz := howdah.clock();
begin
  for v_change in
    select m.*
      from howdah.model_changes as m
     where m.ended_at is null
     order by m.tenant_id, m.id
       for update skip locked
  loop
    -- What fails for one collection must stop neither the others nor the queue.
    begin
      if v_change.state = 'running' then
        perform howdah.advance_reembedding(v_change.tenant_id, v_change.id);
      elsif v_change.kept_until <= v_now then
        perform howdah.drop_spare_vectors(v_change.tenant_id, v_change.id);
      -- After a minute, two, four: transactions that are still open become rarer, and a sweep reads the collection.
      elsif v_change.state in ('switched', 'rolled_back') and v_now - v_change.swept_at
        >= greatest(interval '1 minute', v_change.swept_at - v_change.decided_at) then
        perform howdah.sweep_change(v_change.tenant_id, v_change.id);
      end if;
      update howdah.model_changes as m
         set error_code = null
       where m.tenant_id = v_change.tenant_id and m.id = v_change.id and m.error_code is not null;
    exception
      when lock_not_available then
        null; -- in the next round
      when others then
        update howdah.model_changes as m
           set error_code = sqlstate
         where m.tenant_id = v_change.tenant_id and m.id = v_change.id;
    end;
  end loop;
end
$$;
comment on function howdah.tend_model_changes() is
  'Takes every change of an embedding model a step further; workers do it every few seconds through maintain_queue.';
