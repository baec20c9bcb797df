create or replace function howdah_internal.drop_spare_vectors(change howdah_internal.model_changes)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_slice constant integer := 10000;
  v_spare_id integer := case change.state when 'switched' then change.old_model_id else change.new_model_id end;
  v_count integer := 0;
begin
  -- Somebody may have gone there again in the meantime.
  if not exists (
    select from howdah.collections as c
     where c.tenant_id = change.tenant_id and c.name = change.collection and c.embedding_model_id = v_spare_id
  ) and not exists (
    select from howdah_internal.model_changes as m
     where m.tenant_id = change.tenant_id and m.collection = change.collection
       and m.id != change.id
       and m.ended_at is null
       and v_spare_id in (m.old_model_id, m.new_model_id)
  ) then
    delete from howdah.embeddings as e
     where e.tenant_id = change.tenant_id and e.model_id = v_spare_id
       and e.chunk_id = any (array(
         select s.chunk_id
           from howdah.embeddings as s
          where s.tenant_id = change.tenant_id and s.model_id = v_spare_id and s.collection = change.collection
          limit v_slice
       ));
    get diagnostics v_count = row_count;
  end if;
  if v_count < v_slice then
    update howdah_internal.model_changes as m
       set ended_at = howdah.clock()
     where m.tenant_id = change.tenant_id and m.id = change.id;
  end if;
end
$$;
comment on function howdah_internal.drop_spare_vectors is
  'Deletes a slice of what a change has left over, and ends the change with the last.';
