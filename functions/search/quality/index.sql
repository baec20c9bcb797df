-- Proof in production: what was retrieved, how complete it was, whether it drifts.
\ir internal/write_retrieval.sql
\ir record_retrieval.sql
\ir internal/query_recall.sql
\ir measure_recall.sql
\ir internal/tell_drift.sql
\ir check_embeddings.sql
\ir reset_retrieval_baseline.sql
\ir retrieval_quality.sql
