-- Judged queries in, nDCG, recall and reciprocal rank out.
\ir dcg.sql
\ir ndcg.sql
\ir recall_at.sql
\ir reciprocal_rank.sql
\ir judge_query.sql
\ir forget_judged_queries.sql
\ir request_judged_embeddings.sql
\ir evaluate_queries.sql
\ir evaluate_search.sql
