create or replace function howdah.delete_watched_document(tenant text, document_id uuid)
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
  v_before := howdah.act_for_row(delete_watched_document.tenant, v_owner);
  perform howdah.delete_document(delete_watched_document.document_id);
  perform howdah.act_for_row(v_before[1], v_before[2], v_before[3]);
  return true;
end
$$;
comment on function howdah.delete_watched_document(text, uuid) is
  'Deletes the document of a row as its tenant and owner; false when it is gone already.';
