-- Proof in production: what was retrieved, how complete it was, whether it drifts.
\ir note_retrieval.sql
\ir record_retrieval.sql
\ir exact_vectors.sql
\ir query_recall.sql
\ir recall_sample.sql
\ir measure_recall.sql
\ir check_retrieval_drift.sql
\ir check_embeddings.sql
\ir reset_retrieval_baseline.sql
\ir retrieval_quality.sql
