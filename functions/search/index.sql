-- Models and the vectors of queries.
\ir register_model.sql
\ir query_hash.sql
\ir check_search.sql
\ir collection_models.sql
\ir query_vectors.sql
\ir collection_model.sql
\ir known_query_embedding.sql
\ir store_query_embedding.sql
\ir request_query_embedding.sql
\ir embed_query.sql
-- What may be found at all.
\ir filter_value.sql
\ir filter_condition.sql
\ir eligible_chunks.sql
-- The keyword arm: BM25.
\ir lexeme_query.sql
\ir query_terms.sql
\ir query_operators.sql
\ir lexeme_counts.sql
\ir keyword_candidates.sql
\ir bm25_scores.sql
\ir keyword_arm.sql
\ir refresh_search_stats.sql
\ir count_new_chunks.sql
-- The vector arm, the fusion, the search.
\ir vector_arm.sql
\ir rank_chunks.sql
\ir ranked_chunks.sql
\ir search.sql
\ir neighbouring_chunks.sql
\ir similar_chunks.sql
\ir similar_documents.sql
\ir search_for_message.sql
-- How good it is.
\ir quality/index.sql
\ir evaluation/index.sql
