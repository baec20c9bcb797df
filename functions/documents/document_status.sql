create or replace view howdah.document_status
  with (security_invoker = true)
as
select d.id as document_id,
       d.collection,
       d.source,
       d.title,
       case
         when s.failed_count > 0 then 'failed'
         when s.embedded_count >= s.chunk_count then 'ready'
         when s.running_count > 0 then 'embedding'
         else 'queued'
       end as status,
       s.chunk_count,
       s.embedded_count,
       s.queued_count,
       s.failed_count,
       s.error_code,
       d.version,
       d.owner_id,
       d.updated_at
  from howdah.documents as d
  left join (
    select c.tenant_id,
           c.document_id,
           count(*) as chunk_count,
           count(e.chunk_id) as embedded_count,
           count(*) filter (where j.state = 'ready') as queued_count,
           count(*) filter (where j.state = 'running') as running_count,
           count(*) filter (where j.state = 'dead') as failed_count,
           max(j.error_code) filter (where j.state = 'dead') as error_code
      from howdah.chunks as c
      join howdah.collections as k
        on k.tenant_id = c.tenant_id and k.name = c.collection
      left join howdah.embeddings as e
        on e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = k.embedding_model_id
      left join howdah.chunk_jobs() as j on j.chunk_id = c.id and e.chunk_id is null
     group by c.tenant_id, c.document_id
  ) as s
    on s.tenant_id = d.tenant_id and s.document_id = d.id;
comment on view howdah.document_status is 'One row a document: queued, embedding, ready or failed, with counts of chunks.';
comment on column howdah.document_status.embedded_count is 'Chunks with a vector of the collection''s model.';
comment on column howdah.document_status.error_code is 'Why chunks failed; see howdah.dead_jobs.';
