create or replace function howdah.drop_spare_vectors(tenant text, change_id bigint)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_slice constant integer := 10000;
  v_change howdah.model_changes;
  v_spare integer;
  v_count integer := 0;
begin
  select m.* into strict v_change
    from howdah.model_changes as m
   where m.tenant_id = drop_spare_vectors.tenant and m.id = drop_spare_vectors.change_id
     for update;
  v_spare := case v_change.state when 'switched' then v_change.old_model_id else v_change.new_model_id end;
  -- Somebody may have gone there again in the meantime.
  if not exists (
    select from howdah.collections as c
     where c.tenant_id = drop_spare_vectors.tenant
       and c.name = v_change.collection
       and c.embedding_model_id = v_spare
  ) and not exists (
    select from howdah.model_changes as m
     where m.tenant_id = drop_spare_vectors.tenant
       and m.collection = v_change.collection
       and m.id != v_change.id
       and m.ended_at is null
       and v_spare in (m.old_model_id, m.new_model_id)
  ) then
    delete from howdah.embeddings as e
     where e.tenant_id = drop_spare_vectors.tenant
       and e.model_id = v_spare
       and e.chunk_id = any (array(
         select s.chunk_id
           from howdah.embeddings as s
          where s.tenant_id = drop_spare_vectors.tenant
            and s.model_id = v_spare
            and s.collection = v_change.collection
          limit v_slice
       ));
    get diagnostics v_count = row_count;
  end if;
  if v_count < v_slice then
    update howdah.model_changes as m
       set ended_at = howdah.clock()
     where m.tenant_id = drop_spare_vectors.tenant and m.id = drop_spare_vectors.change_id;
  end if;
  return v_count;
end
$$;
comment on function howdah.drop_spare_vectors(text, bigint) is
  'Deletes a slice of the vectors that a change has left over, and ends the change with the last of them.';
