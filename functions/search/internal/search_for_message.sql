drop function if exists howdah_internal.search_for_message(text, text, text, halfvec, text, integer);
create or replace function howdah_internal.search_for_message(
  tenant text,
  user_id text,
  query text,
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
  security definer -- a worker retrieves for the message's tenant and user, which are explicit predicates
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_audiences bigint[] := howdah_internal.audiences_of(search_for_message.tenant, search_for_message.user_id);
  v_before text[] := howdah_internal.act_for(array[search_for_message.tenant, search_for_message.user_id]);
begin
  -- A question is a sentence: in its quotes and dashes nobody means operators.
  return query
  select (row_number() over (order by p.place))::integer, p.score, d.id, c.id, d.title, d.source,
         c.heading, c.page, c.content, p.similarity, p.mode,
         case when p.copies = '{}' then '{}'::text[]
           else howdah_internal.sources_of(search_for_message.tenant, p.copies, d.source) end
    from unnest(howdah_internal.find_passages(
      search_for_message.query, search_for_message.match_count, search_for_message.collection,
      search_for_message.filter, 'hybrid', search_for_message.query_embedding, has_operators => false,
      min_similarity => search_for_message.min_similarity)) as p
    join howdah.chunks as c
      on c.tenant_id = search_for_message.tenant and c.id = p.chunk_id
     and howdah_internal.may_read(c.owner_id, c.audience_id, search_for_message.user_id, v_audiences)
    join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
   order by p.place;
  perform howdah_internal.act_for(v_before);
end
$$;
comment on function howdah_internal.search_for_message is
  'Hybrid search as this user of this tenant sees it, for answering a message; the query is plain text.';
