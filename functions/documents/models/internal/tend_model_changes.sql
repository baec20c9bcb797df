create or replace function howdah_internal.tend_model_changes()
  returns void
  language plpgsql
  volatile
  security definer -- for all tenants; no group role writes a table
  set search_path from current
  set lock_timeout = '2s' -- an application that holds a chunk must not hold up the queue
as $$
#variable_conflict use_column
declare
  v_change howdah_internal.model_changes;
  v_now timestamptz := howdah.clock();
begin
  for v_change in
    select m.*
      from howdah_internal.model_changes as m
     where m.ended_at is null
     order by m.tenant_id, m.id
       for update skip locked
  loop
    -- What fails for one collection must stop neither the others nor the queue.
    begin
      if v_change.state = 'running' then
        perform howdah_internal.advance_model_change(v_change);
      elsif v_change.kept_until <= v_now and howdah_internal.may_delete() then
        perform howdah_internal.drop_spare_vectors(v_change);
      -- After a minute, two, four: transactions that are still open become rarer, and a sweep reads the collection.
      elsif v_change.state in ('switched', 'rolled_back') and v_now - v_change.swept_at
        >= greatest(interval '1 minute', v_change.swept_at - v_change.decided_at) then
        perform howdah_internal.sweep_model_change(v_change);
      end if;
      update howdah_internal.model_changes as m
         set error_code = null
       where m.tenant_id = v_change.tenant_id and m.id = v_change.id and m.error_code is not null;
    exception
      when lock_not_available then
        null; -- in the next round
      when others then
        update howdah_internal.model_changes as m
           set error_code = sqlstate
         where m.tenant_id = v_change.tenant_id and m.id = v_change.id;
    end;
  end loop;
end
$$;
comment on function howdah_internal.tend_model_changes is
  'Takes every change of a model a step further; workers do it every few seconds.';
