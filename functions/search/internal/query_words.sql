create or replace function howdah_internal.query_words(query text)
  returns text
  language sql
  immutable
return (
  select string_agg(o.word, ' ' order by o.place)
    from howdah_internal.query_operators(query) as o
   -- An excluded word is found only as it stands there, with its minus: then it is what was meant.
   where o.role in ('word', 'demanded') or o.role = 'excluded' and o.word ~ '^[A-Za-z0-9]+$'
);
comment on function howdah_internal.query_words is
  'What of a search ranks, without its operators; null where nothing does.';
