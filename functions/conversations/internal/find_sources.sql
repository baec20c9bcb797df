drop function if exists howdah_internal.find_sources(text, text, text[], halfvec, text, integer);
create or replace function howdah_internal.find_sources(
  tenant text,
  user_id text,
  search_texts text[],
  query_embedding halfvec,
  collection text,
  match_count integer,
  filter jsonb default '{}',
  min_similarity double precision default null
)
  returns table (
    rank integer,
    score double precision,
    document_id uuid,
    chunk_id bigint,
    title text,
    source text,
    heading text,
    page integer,
    content text,
    similarity double precision,
    mode text,
    also_in text[]
  )
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  -- Without the 60 that levels the ranks of two arms: one of the texts may be far off, and the first of each is among
  -- the first three, whatever both have in common.
  return query
  select (row_number() over (order by f.fused desc, f.rank, f.text desc))::integer, f.score, f.document_id, f.chunk_id,
         f.title, f.source, f.heading, f.page, f.content, f.similarity, f.mode, f.also_in
    from (
      select s.*, t.n as text, row_number() over (partition by s.chunk_id order by s.rank, t.n desc) as time,
             sum(1.0 / s.rank) over (partition by s.chunk_id) as fused
        from unnest(find_sources.search_texts) with ordinality as t (query, n)
       cross join lateral howdah_internal.search_for_message(
               find_sources.tenant, find_sources.user_id, t.query,
               -- A vector that came along is the question's own.
               case t.n when 1 then find_sources.query_embedding end,
               find_sources.collection, find_sources.match_count, find_sources.filter, find_sources.min_similarity) as s
    ) as f
   where f.time = 1
   order by f.fused desc, f.rank, f.text desc
   limit find_sources.match_count;
end
$$;
comment on function howdah_internal.find_sources is
  'The best passages for one or more texts, each once, fused by reciprocal rank: as search_for_message where it is one '
  'text.';
