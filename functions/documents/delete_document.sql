create or replace function howdah.delete_document(document_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_chunks bigint[];
begin
  perform from howdah.documents as d
    where d.tenant_id = v_tenant and d.id = delete_document.document_id
      and (d.owner_id is null or d.owner_id = howdah.current_user_id())
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
  perform howdah_internal.cancel_embeddings(v_tenant, v_chunks);
  return true;
end
$$;
comment on function howdah.delete_document is
  'Deletes a document with its chunks, vectors and waiting jobs; returns true. Raises PT404 when it is not there or '
  'not yours. Example: select howdah.delete_document(:document).';
grant execute on function howdah.delete_document to howdah_app;
