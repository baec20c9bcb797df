create or replace function howdah_internal.verify_documents()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'chunk_has_its_document', format('chunk %s of tenant %s', c.id, c.tenant_id), 'there is no such document',
         'foreign keys were switched off: delete the chunk'
    from howdah.chunks as c
   where not exists (select from howdah.documents as d where d.tenant_id = c.tenant_id and d.id = c.document_id)
  union all
  select 'chunk_is_where_its_document_is', format('document %s of tenant %s', d.id, d.tenant_id),
         format('%s chunks have another owner, audience or collection', count(*)),
         'delete the document and add it again'
    from howdah.chunks as c
    join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
   where (c.owner_id, c.audience_id, c.collection) is distinct from (d.owner_id, d.audience_id, d.collection)
   group by d.tenant_id, d.id
  union all
  select 'vector_has_its_chunk', format('model %s of tenant %s', e.model_id, e.tenant_id),
         format('%s vectors are of no chunk', count(*)),
         'foreign keys were switched off: delete them from howdah.embeddings'
    from howdah.embeddings as e
   where not exists (select from howdah.chunks as c where c.tenant_id = e.tenant_id and c.id = e.chunk_id)
   group by e.tenant_id, e.model_id
  union all
  select 'vector_is_where_its_chunk_is', format('document %s of tenant %s', c.document_id, c.tenant_id),
         format('%s vectors have another owner, audience or collection', count(*)),
         'delete the document and add it again'
    from howdah.embeddings as e
    join howdah.chunks as c on c.tenant_id = e.tenant_id and c.id = e.chunk_id
   where (c.owner_id, c.audience_id, c.collection) is distinct from (e.owner_id, e.audience_id, e.collection)
   group by c.tenant_id, c.document_id
  union all
  select 'chunk_gets_its_vector', format('collection %s of tenant %s', c.collection, c.tenant_id),
         format('%s chunks have no vector of their text and no job', count(*)),
         'add the documents again, or select howdah.start_reembedding(collection, model)'
    from howdah.chunks as c
    join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
    left join howdah.embeddings as e
      on e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = k.embedding_model_id
     and e.content_hash = c.content_hash
    left join howdah_internal.jobs as j
      on j.tenant_id = c.tenant_id and j.kind = 'embed_chunk' and j.chunk_id = c.id
     and (j.payload ->> 'model_id')::integer = k.embedding_model_id
   where k.embedding_model_id is not null and e.chunk_id is null and j.id is null
   group by c.tenant_id, c.collection;
end
$$;
comment on function howdah_internal.verify_documents is
  'The part of verify() about documents: chunks and vectors without what they belong to, or that others could find, '
  'and chunks that nobody embeds.';
