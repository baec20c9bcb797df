-- Texts: what is hashed, embedded, indexed and counted.
\ir internal/text_hash.sql
\ir internal/embedding_text.sql
\ir internal/spaced_text.sql
\ir internal/letter_marks.sql
\ir internal/whole_letters.sql
\ir internal/spaceless_letters.sql
\ir internal/without_entities.sql
\ir internal/plain_letters.sql
\ir internal/search_text.sql
\ir internal/search_words.sql
\ir internal/compound_words.sql
\ir internal/folded_words.sql
\ir internal/letter_pairs.sql
\ir internal/search_tsv.sql
\ir internal/text_weight.sql
\ir internal/tsv_length.sql
\ir internal/chunk_tsv.sql
\ir internal/tsv_version.sql
\ir internal/has_former_tsv.sql
\ir internal/index_former_chunks.sql
\ir internal/known_language.sql
-- Chunks: a text becomes lines, blocks, units, chunks.
\ir internal/markdown_marks.sql
\ir internal/markdown_blocks.sql
\ir internal/split_block.sql
\ir internal/chunk_units.sql
\ir internal/pack_units.sql
\ir chunk_text.sql
-- Collections and documents.
\ir create_collection.sql
\ir internal/ensure_collection.sql
\ir internal/act_for.sql
\ir internal/cancel_embeddings.sql
\ir internal/copy_known_vectors.sql
\ir internal/enqueue_embeddings.sql
\ir internal/refuse_watched.sql
\ir internal/put_document.sql
\ir internal/place_chunks.sql
\ir internal/chunk_sizes.sql
\ir add_document.sql
\ir internal/check_chunks.sql
\ir add_document_chunks.sql
\ir internal/remove_documents.sql
\ir delete_document.sql
\ir internal/document_origin.sql
\ir internal/lies_below.sql
\ir delete_missing_documents.sql
\ir delete_collection.sql
-- Another embedding model.
\ir models/index.sql
-- What people look at.
\ir internal/embedding_jobs.sql
\ir document_status.sql
\ir embedding_coverage.sql
\ir document_embeddings.sql
\ir watching/index.sql
-- The command line.
\ir internal/take_file.sql
\ir ingest_document.sql
\ir embedding_progress.sql
