-- Queries whose vector somebody asked for.
\ir room.sql
\ir internal/narrow_embed_query.sql
\ir internal/hand_out_embed_query.sql
\ir internal/judge_embed_query.sql
\ir internal/leave_embed_query.sql
