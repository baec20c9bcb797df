-- Models and the vectors of queries.
\ir internal/index_statement.sql
\ir internal/known_prefixes.sql
\ir internal/set_prefixes.sql
\ir internal/make_vector_partition.sql
\ir register_model.sql
\ir internal/query_hash.sql
\ir internal/check_search.sql
\ir internal/collection_models.sql
\ir internal/query_vectors.sql
\ir store_query_embedding.sql
\ir request_query_embedding.sql
\ir embed_query.sql
-- What may be found at all.
\ir internal/metadata_value.sql
\ir internal/filter_value.sql
\ir internal/filter_terms.sql
\ir internal/filter_condition.sql
\ir internal/explain_filter.sql
\ir internal/query_operators.sql
\ir internal/query_words.sql
\ir internal/operator_condition.sql
\ir internal/search_conditions.sql
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
\ir internal/query_identifiers.sql
\ir internal/identified_chunks.sql
\ir internal/chunk_similarity.sql
\ir internal/search_scope.sql
\ir internal/ranked_chunks.sql
-- Each text once, and different ones.
\ir internal/diverse_passages.sql
\ir internal/find_passages.sql
\ir internal/sources_of.sql
\ir search.sql
\ir neighbouring_chunks.sql
\ir similar_documents.sql
\ir internal/search_for_message.sql
-- How good it is.
\ir quality/index.sql
\ir evaluation/index.sql
