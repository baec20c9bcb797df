--! Previous: sha1:491578a91506737797f2438abb5836745ace2daa
--! Hash: sha1:5081d7221ed7154e1bb3cd4d87b26a0ba5aefdeb
--! Message: passages

create type howdah_internal.passage as (
  place integer,
  chunk_id bigint,
  score double precision,
  similarity double precision,
  bm25 double precision,
  vector_rank integer,
  keyword_rank integer,
  mode text,
  copies bigint[]
);
comment on type howdah_internal.passage is
  'A chunk that a search found, its place and how it came there, and the chunks that say the same.';

alter table howdah_internal.message_citations
  add column also_in text[] not null default '{}';
comment on column howdah_internal.message_citations.also_in is
  'Other sources of the same text, which the user could see too.';
