-- The kinds of jobs, a room and a line each.
\ir embed_chunk/index.sql
\ir embed_query/index.sql
\ir chat/index.sql
