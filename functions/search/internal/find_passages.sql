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
  v_ranked integer;
  v_copies integer;
  v_last bigint;
  v_ids bigint[];
  v_found howdah_internal.passage[];
begin
  loop
    with texts as (
      select r.*, c.document_id, row_number() over places as n, row_number() over same as copy,
             first_value(r.chunk_id) over same as first_id,
             array_agg(r.chunk_id) over (partition by c.content_hash) as copies
        from howdah_internal.ranked_chunks(
          find_passages.query, v_size, find_passages.collection, find_passages.filter, find_passages.wanted_mode,
          find_passages.query_embedding, find_passages.has_operators, find_passages.min_similarity is not null) as r
        join howdah.chunks as c on c.tenant_id = v_tenant and c.id = r.chunk_id
      window places as (order by r.score desc, r.keyword_rank, r.chunk_id),
             same as (partition by c.content_hash order by r.score desc, r.keyword_rank, r.chunk_id)
    ), shown as (
      select j.*, row_number() over (order by j.n) as place
        from (
          select t.*, row_number() over (partition by t.document_id order by t.n) as in_document
            from texts as t
           where t.copy = 1 and (t.similarity < find_passages.min_similarity) is not true
        ) as j
       where j.in_document = 1 or not find_passages.best_per_document
    )
    select (select count(*) from texts), (select count(*) from texts as t where t.copy > 1),
           (select t.first_id from texts as t where t.n = v_size),
           array_agg(row(
             s.place, s.chunk_id, s.score, s.similarity, s.bm25, s.vector_rank, s.keyword_rank, s.mode,
             array_remove(s.copies, s.chunk_id))::howdah_internal.passage order by s.place),
           array_agg(s.chunk_id)
      into v_ranked, v_copies, v_last, v_found, v_ids
      from shown as s
     where s.place <= v_choice;
    -- Once more where copies took the places of others, or not all of them are known.
    exit when v_ranked < v_size or v_size = 5000 or v_copies = 0
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
