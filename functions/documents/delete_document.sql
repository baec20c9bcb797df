create or replace function howdah.delete_document(document_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
begin
  delete from howdah.documents as d
   where d.tenant_id = v_tenant
     and d.id = delete_document.document_id
     and (d.owner_id is null or d.owner_id = howdah.current_user_id()
          or howdah.current_user_id() is null and howdah.is_operator());
  if not found then
    raise exception 'there is no such document'
      using errcode = 'PT404', hint = 'select document_id, source from howdah.document_status;';
  end if;
  return true;
end
$$;
comment on function howdah.delete_document(uuid) is
  'Deletes a document with its chunks and vectors; its jobs end by themselves without a call. Raises PT404. '
  'Example: select howdah.delete_document(:document).';
