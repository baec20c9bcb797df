create or replace function howdah.delete_document(document_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.current_user_id();
  v_chunks bigint[];
begin
  perform from howdah.documents as d
    where d.tenant_id = v_tenant
      and d.id = delete_document.document_id
      and (d.owner_id is null or d.owner_id = v_user)
      for update;
  if not found then
    raise exception 'there is no such document'
      using errcode = 'PT404', hint = 'It may be gone already, or belong to another user.';
  end if;
  v_chunks := array(
    select c.id from howdah.chunks as c
     where c.tenant_id = v_tenant and c.document_id = delete_document.document_id
  );
  delete from howdah.documents as d where d.tenant_id = v_tenant and d.id = delete_document.document_id;
  perform howdah.cancel_embeddings(v_tenant, v_chunks);
  return true;
end
$$;
comment on function howdah.delete_document(uuid) is
  'Deletes a document with its chunks, vectors and waiting jobs; returns true. Raises PT404 when it is not there or not '
  'yours. Example: select howdah.delete_document(:document).';
