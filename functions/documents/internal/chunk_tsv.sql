create or replace function howdah_internal.chunk_tsv(language text, title text, heading text, content text)
  returns tsvector
  language sql
  stable
return howdah_internal.search_tsv(
  language, howdah_internal.embedding_text(title, heading, content));
comment on function howdah_internal.chunk_tsv is 'Lexemes of a chunk with its title and headings, in its language.';
