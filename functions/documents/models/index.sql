-- Changing the embedding model of a collection while search answers.
\ir internal/chunks_without_vector.sql
\ir internal/feed_model_change.sql
\ir internal/may_switch_model.sql
\ir internal/switch_model.sql
\ir internal/drop_spare_vectors.sql
\ir internal/sweep_model_change.sql
\ir internal/advance_model_change.sql
\ir internal/tend_model_changes.sql
\ir start_reembedding.sql
\ir finish_reembedding.sql
\ir rollback_reembedding.sql
\ir internal/open_model_changes.sql
\ir reembedding_progress.sql
