-- The parser of PostgreSQL takes a path, an address, a tag or a number with its sign for a token that only the whole
-- finds. Signs that part no words stay: each costs time.
create or replace function howdah_internal.search_words(content text)
  returns text
  language sql
  immutable
return regexp_replace(content, '[<>/:@=&?#+_~%\\-]+|\.(?=\S)', ' ', 'g');
comment on function howdah_internal.search_words is 'A search_text in words that the parser leaves as they are.';
