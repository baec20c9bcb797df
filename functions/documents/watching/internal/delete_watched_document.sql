create or replace function howdah_internal.delete_watched_document(tenant text, document_id uuid)
  returns boolean
  language plpgsql
  volatile
  security definer -- deletes for the tenant and owner of the row
  set search_path from current
as $$
declare
  v_owner text;
  v_before text[];
begin
  select d.owner_id into v_owner
    from howdah.documents as d
   where d.tenant_id = delete_watched_document.tenant and d.id = delete_watched_document.document_id;
  if not found then
    return false;
  end if;
  v_before := howdah_internal.act_for(array[delete_watched_document.tenant, v_owner]);
  perform howdah_internal.remove_documents(
    delete_watched_document.tenant, array[delete_watched_document.document_id]);
  perform howdah_internal.act_for(v_before);
  return true;
end
$$;
comment on function howdah_internal.delete_watched_document is
  'Deletes a row''s document as its tenant and owner; false when it is gone.';
