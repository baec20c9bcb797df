create or replace view howdah.document_embeddings
  with (security_invoker = true)
as
select c.id,
       c.content,
       e.embedding,
       d.source,
       c.chunk_index,
       e.model_id as embedding_model,
       e.created_at
  from howdah.embeddings as e
  join howdah.chunks as c
    on c.tenant_id = e.tenant_id and c.id = e.chunk_id
  join howdah.documents as d
    on d.tenant_id = c.tenant_id and d.id = c.document_id;
comment on view howdah.document_embeddings is 'Chunks with their vectors, flat, as many tutorials lay them out.';
comment on column howdah.document_embeddings.embedding_model is 'Id of the model in howdah.models.';
