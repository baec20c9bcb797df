create or replace function howdah_internal.heading_weight(title text, heading text)
  returns integer
  language sql
  immutable
return howdah_internal.text_weight(howdah_internal.embedding_text(title, heading, '')) + 8;
comment on function howdah_internal.heading_weight is
  'What title and headings add to the text of a chunk as it is sent, in quarters of a token.';
