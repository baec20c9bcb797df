-- Chunks that need their vector: many jobs in one request.
\ir room.sql
\ir internal/narrow_embed_chunk.sql
\ir internal/sent_text.sql
\ir internal/hand_out_embed_chunk.sql
\ir internal/judge_embed_chunk.sql
\ir internal/leave_embed_chunk.sql
