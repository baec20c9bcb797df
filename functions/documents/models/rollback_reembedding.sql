create or replace function howdah.rollback_reembedding(collection text)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_now timestamptz := howdah.clock();
  v_change howdah_internal.model_changes;
  v_lane text;
begin
  if rollback_reembedding.collection is null then
    raise exception 'collection is required'
      using errcode = '22004', hint = 'Example: select howdah.rollback_reembedding(''default'').';
  end if;
  select m.* into v_change
    from howdah_internal.model_changes as m
    join howdah.collections as c on c.tenant_id = m.tenant_id and c.name = m.collection
   where m.tenant_id = v_tenant and m.collection = rollback_reembedding.collection
     and (m.state = 'running'
       or m.state = 'switched' and m.kept_until > v_now and m.new_model_id = c.embedding_model_id)
   order by m.id desc
   limit 1
     for update of m;
  if not found then
    raise exception 'there is nothing to go back to'
      using errcode = 'PT404',
            hint = 'The former vectors are kept for the hours that the setting reembedding_grace_hours says.';
  end if;
  update howdah_internal.model_changes as m
     set state = case m.state when 'running' then 'cancelled' else 'rolled_back' end,
         stalled_at = null, decided_at = v_now, swept_at = v_now,
         kept_until = v_now + make_interval(hours => howdah.setting('reembedding_grace_hours')::integer)
   where m.tenant_id = v_tenant and m.id = v_change.id
  returning m.* into strict v_change;
  update howdah.collections as c
     set embedding_model_id = v_change.old_model_id
   where c.tenant_id = v_tenant and c.name = v_change.collection
     and c.embedding_model_id != v_change.old_model_id;
  v_lane := howdah_internal.model_lane(v_change.new_model_id, 'bulk');
  -- What the new model still has to do is not bought any more; what is being claimed at this moment is.
  delete from howdah_internal.jobs as j
   where j.id = any (array(
     select w.id
       from howdah_internal.jobs as w
       join howdah.chunks as c
         on c.tenant_id = w.tenant_id and c.id = w.chunk_id
      where w.lane = v_lane and w.tenant_id = v_tenant
        and w.kind = 'embed_chunk'
        and w.state = 'ready'
        and c.collection = v_change.collection
        for update of w skip locked
   ));
  if v_change.state = 'rolled_back' then
    perform howdah_internal.sweep_model_change(v_change);
  end if;
  return howdah_internal.model_name(v_change.old_model_id);
end
$$;
comment on function howdah.rollback_reembedding is
  'Goes back to the model before the last change and returns its name: at once, for its vectors were kept and filled. '
  'A change that is still running is cancelled. Raises 22004, PT404. Example: select '
  'howdah.rollback_reembedding(''default'').';
grant execute on function howdah.rollback_reembedding to howdah_admin;
