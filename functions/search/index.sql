-- Models and the vectors of queries.
\ir register_model.sql
\ir internal/query_hash.sql
\ir internal/check_search.sql
\ir internal/collection_models.sql
\ir internal/query_vectors.sql
\ir store_query_embedding.sql
\ir request_query_embedding.sql
\ir embed_query.sql
-- What may be found at all.
\ir internal/filter_value.sql
\ir internal/filter_condition.sql
\ir internal/eligible_chunks.sql
-- The keyword arm: BM25.
\ir internal/search_phrase.sql
\ir internal/query_lexemes.sql
\ir internal/query_terms.sql
\ir internal/keyword_candidates.sql
\ir internal/bm25_scores.sql
\ir internal/keyword_arm.sql
\ir internal/count_new_chunks.sql
\ir internal/refresh_search_stats.sql
-- The vector arm, the fusion, the search.
\ir internal/vector_arm.sql
\ir internal/ranked_chunks.sql
\ir search.sql
\ir neighbouring_chunks.sql
\ir similar_documents.sql
\ir internal/search_for_message.sql
-- How good it is.
\ir quality/index.sql
\ir evaluation/index.sql
