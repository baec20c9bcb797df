create or replace view howdah.embedding_coverage with (security_invoker = true) as
select k.tenant_id, k.name as collection, m.model_id, howdah_internal.model_name(m.model_id) as embedding_model,
       m.model_id = k.embedding_model_id as is_current,
       n.chunks, n.embedded, n.chunks - n.embedded - n.stale as missing, n.stale,
       round(100.0 * n.embedded / nullif(n.chunks, 0), 2) as percent
  from howdah.collections as k
 cross join lateral (
   select k.embedding_model_id as model_id
   union
   select e.model_id
     from howdah.embeddings as e
    where e.tenant_id = k.tenant_id and e.collection = k.name
 ) as m
 cross join lateral (
   select count(*) as chunks,
          count(*) filter (where e.content_hash = c.content_hash) as embedded,
          count(*) filter (where e.content_hash != c.content_hash) as stale
     from howdah.chunks as c
     left join howdah.embeddings as e
       on e.tenant_id = c.tenant_id and e.chunk_id = c.id and e.model_id = m.model_id
    where c.tenant_id = k.tenant_id and c.collection = k.name
 ) as n;
comment on view howdah.embedding_coverage is
  'For each collection and model: chunks, those with the vector of their present text, those without any (missing), '
  'those with an older one (stale), and percent embedded.';
comment on column howdah.embedding_coverage.tenant_id is 'The tenant.';
comment on column howdah.embedding_coverage.collection is 'The collection.';
comment on column howdah.embedding_coverage.model_id is 'Number of the model.';
comment on column howdah.embedding_coverage.embedding_model is 'The model, provider/name.';
comment on column howdah.embedding_coverage.is_current is 'Whether search uses it.';
comment on column howdah.embedding_coverage.chunks is 'Chunks of the collection.';
comment on column howdah.embedding_coverage.embedded is 'Those with the vector of their present text.';
comment on column howdah.embedding_coverage.missing is 'Those without any vector.';
comment on column howdah.embedding_coverage.stale is 'Those with the vector of an older text.';
comment on column howdah.embedding_coverage.percent is 'Share of embedded, percent.';
grant select on howdah.embedding_coverage to howdah_app;
