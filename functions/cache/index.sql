-- Answers that may be given again.
\ir clean_cache.sql
