-- Texts: what is hashed, embedded, indexed and counted.
\ir text_hash.sql
\ir embedding_text.sql
\ir spaced_text.sql
\ir text_weight.sql
\ir tsv_length.sql
\ir chunk_tsv.sql
\ir known_language.sql
-- Chunks: a text becomes lines, blocks, units, chunks.
\ir markdown_marks.sql
\ir markdown_blocks.sql
\ir split_block.sql
\ir chunk_units.sql
\ir pack_units.sql
\ir chunk_text.sql
-- Collections and documents.
\ir create_collection.sql
\ir ensure_collection.sql
\ir check_document.sql
\ir cancel_embeddings.sql
\ir enqueue_embeddings.sql
\ir put_document.sql
\ir place_chunks.sql
\ir rechunk_document.sql
\ir add_document.sql
\ir check_chunks.sql
\ir add_document_chunks.sql
\ir delete_document.sql
\ir delete_missing_documents.sql
-- Another embedding model.
\ir models/index.sql
-- What people look at.
\ir embedding_jobs.sql
\ir document_status.sql
\ir embedding_coverage.sql
\ir document_embeddings.sql
\ir watching/index.sql
-- The command line.
\ir ingest_document.sql
\ir embedding_progress.sql
