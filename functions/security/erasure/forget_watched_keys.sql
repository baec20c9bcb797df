create or replace function howdah.forget_watched_keys(tenant text, user_id text)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  -- The key of a row may be the person's id. Null means that any row may have changed: no change is lost.
  update howdah.watched_changes as c
     set keys = null
   where exists (
     select from jsonb_path_query(c.keys::jsonb, 'strict $.**') as k (value)
      where k.value #>> '{}' = forget_watched_keys.user_id
   );
  -- Rows that became no document; those that did go with it.
  delete from howdah.watched_documents as d
   where d.tenant_id = forget_watched_keys.tenant and d.document_id is null
     and exists (
       select from jsonb_array_elements_text(d.key) as k (value) where k.value = forget_watched_keys.user_id
     );
end
$$;
comment on function howdah.forget_watched_keys(text, text) is
  'Takes a user''s id out of the keys of changed rows that wait for sync_watched.';
