-- Changing the embedding model of a collection while search answers.
\ir missing_vectors.sql
\ir enqueue_for_changes.sql
\ir request_for_changes.sql
\ir search_models.sql
\ir feed_reembedding.sql
\ir is_reembedded.sql
\ir switch_model.sql
\ir drop_spare_vectors.sql
\ir sweep_change.sql
\ir advance_reembedding.sql
\ir tend_model_changes.sql
\ir start_reembedding.sql
\ir finish_reembedding.sql
\ir rollback_reembedding.sql
\ir reembedding_state.sql
\ir reembedding_progress.sql
