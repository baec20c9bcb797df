create or replace function howdah.rechunk_document(tenant text, document_id uuid)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
declare
  v_content text;
  v_collection howdah.collections;
  v_chunks jsonb;
begin
  select d.content into strict v_content
    from howdah.documents as d
   where d.tenant_id = rechunk_document.tenant and d.id = rechunk_document.document_id;
  select c.* into strict v_collection
    from howdah.collections as c
    join howdah.documents as d on d.tenant_id = c.tenant_id and d.collection = c.name
   where d.tenant_id = rechunk_document.tenant and d.id = rechunk_document.document_id;
  select coalesce(jsonb_agg(to_jsonb(t) || '{"metadata": {}}'), '[]') into v_chunks
    from howdah.chunk_text(v_content, v_collection.chunk_tokens, v_collection.chunk_overlap) as t;
  return howdah.enqueue_embeddings(
    rechunk_document.tenant,
    howdah.place_chunks(rechunk_document.tenant, rechunk_document.document_id, v_chunks),
    v_collection.embedding_model_id);
end
$$;
comment on function howdah.rechunk_document(text, uuid) is
  'Makes a document''s chunks agree with its text: equal ones stay, others come and go. Returns how many need a vector.';
