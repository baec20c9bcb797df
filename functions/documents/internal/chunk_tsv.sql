create or replace function howdah_internal.chunk_tsv(language text, title text, heading text, content text)
  returns tsvector
  language plpgsql
  stable
  set search_path from current
  set client_min_messages = warning -- words over 2 kB are left out; a notice for each would drown the caller
as $$
begin
  return to_tsvector(
    chunk_tsv.language::regconfig,
    howdah_internal.spaced_text(howdah_internal.embedding_text(chunk_tsv.title, chunk_tsv.heading, chunk_tsv.content)));
end
$$;
comment on function howdah_internal.chunk_tsv is 'Lexemes of a chunk with its title and headings, in its language.';
