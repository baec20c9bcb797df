create or replace view howdah.retrieval_quality with (security_invoker = true) as
select r.tenant_id, (r.created_at at time zone 'UTC')::date as day, r.collection,
       m.provider || '/' || m.name as embedding_model, r.mode, count(*) as retrievals,
       count(*) filter (where r.result_count = 0) as empty_count, avg(r.result_count) as avg_results,
       avg(r.top_similarity) as top_similarity, avg(r.avg_similarity) as avg_similarity,
       b.mean_similarity as baseline_similarity, avg(r.recall) as recall, count(r.recall) as measured_count,
       percentile_cont(0.5) within group (order by r.latency_ms) as p50_ms,
       percentile_cont(0.95) within group (order by r.latency_ms) as p95_ms
  from howdah.retrieval_metrics as r
  left join howdah.models as m on m.id = r.model_id
  left join howdah_internal.retrieval_baselines as b
    on b.tenant_id = r.tenant_id and b.collection = r.collection and b.model_id = r.model_id
 group by r.tenant_id, day, r.collection, m.provider, m.name, r.mode, b.mean_similarity;
comment on view howdah.retrieval_quality is
  'Recorded retrievals by UTC day, collection, model and mode: how many, how many found nothing, similarity beside the '
  'model''s own baseline, recall of those that measure_recall took, and latency.';
comment on column howdah.retrieval_quality.tenant_id is 'The tenant.';
comment on column howdah.retrieval_quality.day is 'The day (UTC).';
comment on column howdah.retrieval_quality.collection is 'Where was searched; * is everywhere.';
comment on column howdah.retrieval_quality.embedding_model is 'Model of the querys vector; null for keyword search.';
comment on column howdah.retrieval_quality.mode is 'hybrid, semantic or keyword, as answered.';
comment on column howdah.retrieval_quality.retrievals is 'Recorded retrievals.';
comment on column howdah.retrieval_quality.empty_count is 'Those that found nothing.';
comment on column howdah.retrieval_quality.avg_results is 'Mean number of passages found.';
comment on column howdah.retrieval_quality.top_similarity is 'Mean cosine similarity of the best passage.';
comment on column howdah.retrieval_quality.avg_similarity is 'Mean cosine similarity of all passages found.';
comment on column howdah.retrieval_quality.baseline_similarity is
  'The models own mean when its baseline was taken: compare top_similarity with it.';
comment on column howdah.retrieval_quality.recall is
  'Share of the exact nearest passages that were found, mean of those measured, 0 to 1.';
comment on column howdah.retrieval_quality.measured_count is 'Retrievals that measure_recall took.';
comment on column howdah.retrieval_quality.p50_ms is 'Half of them took at most so many milliseconds.';
comment on column howdah.retrieval_quality.p95_ms is '95 % of them took at most so many milliseconds.';
grant select on howdah.retrieval_quality to howdah_analyst;
