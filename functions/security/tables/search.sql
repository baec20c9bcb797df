-- Who reads how good search is: no query's text.
select howdah_internal.let_read(
  'howdah.retrieval_metrics', 'howdah_analyst', columns =>
  'tenant_id, id, message_id, collection, model_id, mode, match_count, result_count, top_similarity, avg_similarity,
   recall, latency_ms, created_at');
select howdah_internal.let_read('howdah_internal.retrieval_baselines', 'howdah_analyst');
select howdah_internal.let_read(
  'howdah.evaluations', 'howdah_analyst', columns =>
  'tenant_id, id, query_set, mode, k, settings, note, query_count, ndcg, recall, mrr, empty_count, keyword_count,
   p50_ms, p95_ms, created_at');
