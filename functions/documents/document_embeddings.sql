create or replace view howdah.document_embeddings with (security_invoker = true) as
select c.id, c.content, e.embedding, d.source, c.chunk_index,
       howdah_internal.model_name(e.model_id) as embedding_model, e.created_at, c.document_id
  from howdah.embeddings as e
  join howdah.chunks as c on c.tenant_id = e.tenant_id and c.id = e.chunk_id
  join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
 where e.tenant_id = (select howdah.current_tenant());
comment on view howdah.document_embeddings is 'One row a vector, in the columns that articles about pgvector use.';
comment on column howdah.document_embeddings.id is 'The chunk.';
comment on column howdah.document_embeddings.content is 'Its text.';
comment on column howdah.document_embeddings.embedding is 'Its vector.';
comment on column howdah.document_embeddings.source is 'Source of the document.';
comment on column howdah.document_embeddings.chunk_index is 'Its place in the document, from 0.';
comment on column howdah.document_embeddings.embedding_model is 'The model of the vector, provider/name.';
comment on column howdah.document_embeddings.created_at is 'When the vector was stored.';
comment on column howdah.document_embeddings.document_id is 'The document, for a join.';
grant select on howdah.document_embeddings to howdah_app;
