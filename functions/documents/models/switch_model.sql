create or replace function howdah.switch_model(tenant text, change_id bigint)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_change howdah.model_changes;
begin
  update howdah.model_changes as m
     set state = 'switched', stalled_at = null, decided_at = howdah.clock(), swept_at = howdah.clock(),
         kept_until = howdah.clock() + make_interval(hours => howdah.setting('reembedding_grace_hours')::integer)
   where m.tenant_id = switch_model.tenant and m.id = switch_model.change_id
  returning m.* into strict v_change;
  -- Without statistics the first searches would be planned for an empty partition.
  execute format('analyze (skip_locked) howdah.%I', 'embeddings_' || v_change.new_model_id);
  update howdah.collections as c
     set embedding_model_id = v_change.new_model_id
   where c.tenant_id = switch_model.tenant and c.name = v_change.collection;
end
$$;
comment on function howdah.switch_model(text, bigint) is
  'Lets the new model of a change answer from the next statement on; the old one''s vectors are kept for going back.';
