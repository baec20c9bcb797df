create or replace function howdah.search_for_message(
  tenant text,
  user_id text,
  query text,
  query_embedding halfvec,
  collection text,
  match_count integer
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
    mode_used text
  )
  language plpgsql
  stable
  security definer -- finds for the asking user of a message, named explicitly
  set search_path from current
  set jit = off -- the planner takes functions for thousands of rows and would compile for a second
as $$
#variable_conflict use_column
begin
  return query
  select r.rank, r.score, c.document_id, c.id, d.title, d.source, c.heading, c.page, c.content, r.mode_used
    from howdah.rank_chunks(
      search_for_message.tenant, search_for_message.user_id, search_for_message.query,
      search_for_message.match_count, search_for_message.collection, '{}', 'hybrid',
      search_for_message.query_embedding
    ) as r
    join howdah.chunks as c
      on c.tenant_id = search_for_message.tenant and c.id = r.chunk_id
    join howdah.documents as d
      on d.tenant_id = c.tenant_id and d.id = c.document_id
   where c.owner_id is null or c.owner_id = search_for_message.user_id
   order by r.rank;
end
$$;
comment on function howdah.search_for_message(text, text, text, halfvec, text, integer) is
  'The best chunks for a question as its user sees them; for the definer functions that answer messages.';
