create or replace view howdah.embedding_coverage
  with (security_invoker = true)
as
select c.tenant_id,
       c.collection,
       k.embedding_model_id as model_id,
       count(*) as chunk_count,
       count(e.chunk_id) filter (where e.content_hash = c.content_hash) as embedded_count,
       count(*) filter (where e.chunk_id is null) as missing_count,
       count(e.chunk_id) filter (where e.content_hash != c.content_hash) as stale_count,
       round(100.0 * count(e.chunk_id) filter (where e.content_hash = c.content_hash) / count(*), 2) as percent
  from howdah.chunks as c
  join howdah.collections as k
    on k.tenant_id = c.tenant_id and k.name = c.collection
  left join howdah.embeddings as e
    on e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = k.embedding_model_id
 group by c.tenant_id, c.collection, k.embedding_model_id;
comment on view howdah.embedding_coverage is 'How much of each collection has vectors of its model, per hundred.';
