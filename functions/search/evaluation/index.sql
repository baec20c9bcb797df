-- Judged queries in, nDCG, recall and reciprocal rank out.
\ir internal/dcg.sql
\ir internal/ndcg.sql
\ir internal/recall_at.sql
\ir internal/reciprocal_rank.sql
\ir judge_query.sql
\ir delete_judged_queries.sql
\ir request_judged_embeddings.sql
\ir evaluate_queries.sql
\ir evaluate_search.sql
