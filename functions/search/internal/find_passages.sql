create or replace function howdah_internal.find_passages(
  query text,
  match_count integer,
  collection text,
  filter jsonb,
  wanted_mode text,
  query_embedding halfvec,
  has_operators boolean,
  best_per_document boolean default false,
  min_similarity double precision default null,
  diversity double precision default null
)
  returns howdah_internal.passage[]
  language plpgsql
  stable
  security definer -- of chunks that ranked_chunks has found for this tenant and user; returns no content
  set search_path from current
  set plan_cache_mode = force_generic_plan -- planning anew took longer than all the rest
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_choice integer := case when find_passages.diversity > 0
    then least(1000, greatest(50, 5 * find_passages.match_count)) else find_passages.match_count end;
  -- Some are copies, and of long documents many chunks may come before the next document.
  v_size integer := case when find_passages.best_per_document
    then least(1000, greatest(200, 20 * find_passages.match_count)) else 2 * v_choice end;
  v_ranked howdah_internal.passage[];
  v_texts integer;
  v_last bigint;
  v_ids bigint[];
  v_found howdah_internal.passage[];
begin
  loop
    select array_agg(row(
             r.n, r.chunk_id, r.score, r.similarity, r.bm25, r.vector_rank, r.keyword_rank, r.mode, '{}'
           )::howdah_internal.passage order by r.n),
           count(distinct c.content_hash)
      into v_ranked, v_texts
      from howdah_internal.ranked_chunks(
        find_passages.query, v_size, find_passages.collection, find_passages.filter, find_passages.wanted_mode,
        find_passages.query_embedding, find_passages.has_operators, find_passages.min_similarity is not null)
        with ordinality as r (chunk_id, score, similarity, bm25, vector_rank, keyword_rank, mode, n)
      join howdah.chunks as c on c.tenant_id = v_tenant and c.id = r.chunk_id;
    -- Mostly each text stands once, and nothing else is asked for.
    if v_texts = cardinality(v_ranked) and find_passages.min_similarity is null
       and not find_passages.best_per_document then
      v_found := v_ranked[:v_choice];
      exit;
    end if;
    with texts as (
      select r.*, c.document_id, row_number() over same as copy, first_value(r.chunk_id) over same as first_id,
             array_agg(r.chunk_id) over (partition by c.content_hash) as all_of_text
        from unnest(v_ranked) as r
        join howdah.chunks as c on c.tenant_id = v_tenant and c.id = r.chunk_id
      window same as (partition by c.content_hash order by r.place)
    ), shown as (
      select j.*, row_number() over (order by j.place) as n
        from (
          select t.*, row_number() over (partition by t.document_id order by t.place) as in_document
            from texts as t
           where t.copy = 1 and (t.similarity < find_passages.min_similarity) is not true
        ) as j
       where j.in_document = 1 or not find_passages.best_per_document
    )
    select (select t.first_id from texts as t where t.place = v_size),
           array_agg(row(
             s.n, s.chunk_id, s.score, s.similarity, s.bm25, s.vector_rank, s.keyword_rank, s.mode,
             array_remove(s.all_of_text, s.chunk_id))::howdah_internal.passage order by s.n),
           array_agg(s.chunk_id)
      into v_last, v_found, v_ids
      from shown as s
     where s.n <= v_choice;
    -- Once more where copies took the places of others, or not all of them are known.
    exit when v_ranked is null or cardinality(v_ranked) < v_size or v_size = 5000
      or v_texts = cardinality(v_ranked)
      or cardinality(v_ids) = v_choice and v_last != all (v_ids);
    v_size := least(5000, 5 * v_size);
  end loop;
  if find_passages.diversity > 0 then
    return howdah_internal.diverse_passages(
      v_tenant, find_passages.diversity, find_passages.match_count, v_found);
  end if;
  return v_found;
end
$$;
comment on function howdah_internal.find_passages is
  'The best passages for a query as the user of this call sees them, each text once: copies has the chunks that say '
  'the same. has_operators false takes the query as plain text.';
grant execute on function howdah_internal.find_passages to howdah_app;
