create or replace function howdah_internal.remove_documents(tenant text, ids uuid[])
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
declare
  v_chunks bigint[] := array(
    select c.id from howdah.chunks as c
     where c.tenant_id = remove_documents.tenant and c.document_id = any (remove_documents.ids)
  );
  v_count integer;
begin
  delete from howdah.documents as d
   where d.tenant_id = remove_documents.tenant and d.id = any (remove_documents.ids);
  get diagnostics v_count = row_count;
  perform howdah_internal.cancel_embeddings(remove_documents.tenant, v_chunks);
  return v_count;
end
$$;
comment on function howdah_internal.remove_documents is
  'Deletes documents of a tenant with their chunks, vectors and waiting jobs; returns how many.';
