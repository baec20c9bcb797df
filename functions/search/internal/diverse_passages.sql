create or replace function howdah_internal.diverse_passages(
  tenant text,
  diversity double precision,
  match_count integer,
  passages howdah_internal.passage[]
)
  returns howdah_internal.passage[]
  language plpgsql
  stable
  security definer -- of chunks that an arm has found for this tenant and user; returns no content
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_models integer[];
  v_vectors halfvec[];
  v_relevance double precision[];
  -- How near each is to the nearest of those that are chosen; null is chosen itself.
  v_nearest double precision[];
  v_best integer;
  v_passage howdah_internal.passage;
  v_chosen howdah_internal.passage[];
begin
  select array_agg(e.model_id order by p.place), array_agg(e.embedding order by p.place),
         array_agg(case p.mode when 'semantic' then p.score else p.score / nullif(p.best, 0) end order by p.place),
         array_agg(0::float8)
    into v_models, v_vectors, v_relevance, v_nearest
    from (select u.*, max(u.score) over () as best from unnest(diverse_passages.passages) as u) as p
    left join lateral (
      select o.model_id, o.embedding
        from howdah.embeddings as o
       where o.tenant_id = diverse_passages.tenant and o.chunk_id = p.chunk_id
       order by o.model_id desc
       limit 1
    ) as e on true;
  for v_place in 1 .. least(diverse_passages.match_count, cardinality(diverse_passages.passages)) loop
    select c.n into v_best
      from unnest(v_relevance, v_nearest) with ordinality as c (relevance, nearest, n)
     where c.nearest is not null
     order by (1 - diverse_passages.diversity) * coalesce(c.relevance, 0) - diverse_passages.diversity * c.nearest desc,
              c.n
     limit 1;
    v_passage := diverse_passages.passages[v_best];
    v_passage.place := v_place;
    v_chosen := v_chosen || v_passage;
    v_nearest := array(
      select case
               when c.n = v_best or c.nearest is null then null
               when c.model_id = v_models[v_best] then greatest(c.nearest, 1 - (c.embedding <=> v_vectors[v_best]))
               else c.nearest
             end
        from unnest(v_models, v_vectors, v_nearest) with ordinality as c (model_id, embedding, nearest, n)
       order by c.n);
  end loop;
  return v_chosen;
end
$$;
comment on function howdah_internal.diverse_passages is
  'Passages by maximal marginal relevance (Carbonell and Goldstein 1998), one after the other: (1 - diversity) * '
  'relevance - diversity * cosine similarity to the nearest that is chosen already. Relevance is the similarity, or '
  'the score in parts of the best one; what has no vector is like nothing.';
