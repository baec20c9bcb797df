create or replace view howdah.document_status with (security_invoker = true) as
with counted as (
  select c.tenant_id, c.document_id,
         count(*) as chunk_count,
         count(*) filter (where e.chunk_id is not null) as embedded_count,
         count(*) filter (where e.chunk_id is null and j.state = 'ready') as queued_count,
         count(*) filter (where e.chunk_id is null and j.state = 'running') as running_count,
         count(*) filter (where e.chunk_id is null and j.state = 'dead') as failed_count,
         min(j.error_code) filter (where e.chunk_id is null) as error_code
    from howdah.chunks as c
    join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
    left join howdah.embeddings as e
      on e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = k.embedding_model_id
     and e.content_hash = c.content_hash
    left join (
      select distinct on (chunk_id, model_id) chunk_id, model_id, state, error_code
        from howdah_internal.embedding_jobs()
       order by chunk_id, model_id, array_position(array['running', 'ready', 'dead'], state)
    ) as j on j.chunk_id = c.id and j.model_id = k.embedding_model_id
   group by c.tenant_id, c.document_id
)
select d.id as document_id, d.collection, d.source, d.title,
       case
         when n.failed_count > 0 then 'failed'
         when n.embedded_count = n.chunk_count or n.chunk_count is null then 'ready'
         when n.running_count > 0 or n.embedded_count > 0 then 'embedding'
         else 'queued'
       end as status,
       coalesce(n.chunk_count, 0) as chunk_count, coalesce(n.embedded_count, 0) as embedded_count,
       coalesce(n.queued_count + n.running_count, 0) as queued_count, coalesce(n.failed_count, 0) as failed_count,
       n.error_code,
       d.version, d.owner_id, d.language, d.created_at, d.updated_at, d.tenant_id
  from howdah.documents as d
  -- A document of nothing but marks or pictures has no chunks.
  left join counted as n on n.tenant_id = d.tenant_id and n.document_id = d.id;
comment on view howdah.document_status is
  'How far each document is on its way into search: queued, embedding, ready or failed, with counts of chunks and the '
  'code of an error. Keyword search finds a document as soon as it is added.';
comment on column howdah.document_status.document_id is 'The document.';
comment on column howdah.document_status.collection is 'Its collection.';
comment on column howdah.document_status.source is 'Where it comes from; unique per tenant, collection and owner.';
comment on column howdah.document_status.title is 'Its title.';
comment on column howdah.document_status.status is 'queued, embedding, ready or failed.';
comment on column howdah.document_status.chunk_count is 'Chunks of its present text.';
comment on column howdah.document_status.embedded_count is 'Those with the vector of that text.';
comment on column howdah.document_status.queued_count is 'Those whose job waits or runs.';
comment on column howdah.document_status.failed_count is 'Those whose job was given up.';
comment on column howdah.document_status.error_code is 'Why, for one of them.';
comment on column howdah.document_status.version is 'How often its text has changed, from 1.';
comment on column howdah.document_status.owner_id is
  'The user whose private document it is; null is everybodys in the tenant.';
comment on column howdah.document_status.language is 'Text search configuration.';
comment on column howdah.document_status.created_at is 'When it was added.';
comment on column howdah.document_status.updated_at is 'When its text last changed.';
comment on column howdah.document_status.tenant_id is 'The tenant.';
grant select on howdah.document_status to howdah_app;
