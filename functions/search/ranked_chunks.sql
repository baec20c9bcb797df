create or replace function howdah.ranked_chunks(
  query text,
  match_count integer,
  collection text,
  filter jsonb,
  mode text,
  query_embedding halfvec
)
  returns table (
    rank integer,
    chunk_id bigint,
    score double precision,
    similarity double precision,
    bm25 double precision,
    vector_rank integer,
    keyword_rank integer,
    mode_used text
  )
  language plpgsql
  stable
  security definer -- binds the arms to the tenant and user of the caller
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
begin
  -- The collection default is made by the first document: until then it is empty, not unknown.
  if ranked_chunks.collection not in ('*', 'default') and not exists (
    select from howdah.collections as c
     where c.tenant_id = v_tenant and c.name = ranked_chunks.collection
  ) then
    raise exception 'there is no such collection'
      using errcode = 'PT404', hint = 'Create it with howdah.create_collection, or pass * to search all.';
  end if;
  return query
  select r.*
    from howdah.rank_chunks(
      v_tenant, howdah.current_user_id(), ranked_chunks.query, ranked_chunks.match_count,
      ranked_chunks.collection, ranked_chunks.filter, ranked_chunks.mode, ranked_chunks.query_embedding
    ) as r;
end
$$;
comment on function howdah.ranked_chunks(text, integer, text, jsonb, text, halfvec) is
  'Ranks the chunks that the current user may see; ids and scores only.';
