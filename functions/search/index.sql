-- Search: models, query embeddings, the two arms, their fusion.
\ir register_model.sql
\ir query_hash.sql
\ir collection_model.sql
\ir known_query_embedding.sql
\ir store_query_embedding.sql
\ir request_query_embedding.sql
\ir matches_condition.sql
\ir matches_filter.sql
\ir check_search.sql
\ir filtered_chunks.sql
\ir query_lexemes.sql
\ir keyword_arm.sql
\ir vector_arm.sql
\ir rank_chunks.sql
\ir ranked_chunks.sql
\ir search.sql
\ir search_for_message.sql
