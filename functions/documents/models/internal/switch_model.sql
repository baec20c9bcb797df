create or replace function howdah_internal.switch_model(change howdah_internal.model_changes)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
begin
  update howdah_internal.model_changes as m
     set state = 'switched', stalled_at = null, decided_at = howdah.clock(), swept_at = howdah.clock(),
         kept_until = howdah.clock() + make_interval(hours => howdah.setting('reembedding_grace_hours')::integer)
   where m.tenant_id = change.tenant_id and m.id = change.id;
  -- Without statistics the first searches would be planned for an empty partition.
  execute format('analyze (skip_locked) howdah.%I', 'embeddings_' || change.new_model_id);
  update howdah.collections as c
     set embedding_model_id = change.new_model_id
   where c.tenant_id = change.tenant_id and c.name = change.collection;
end
$$;
comment on function howdah_internal.switch_model is
  'Lets the new model answer from the next statement on; the old one''s vectors are kept for going back.';
