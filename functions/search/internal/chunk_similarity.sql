create or replace function howdah_internal.chunk_similarity(
  tenant text,
  chunk_id bigint,
  models integer[],
  vectors halfvec[]
)
  returns double precision
  language plpgsql
  stable
  security definer -- of a chunk that an arm has found for this tenant and user
  set search_path from current
as $$
begin
  return (
    select max(1 - (e.embedding <=> v.embedding))
      from unnest(chunk_similarity.models, chunk_similarity.vectors) as v (model_id, embedding)
      join howdah.embeddings as e
        on e.tenant_id = chunk_similarity.tenant and e.chunk_id = chunk_similarity.chunk_id and e.model_id = v.model_id
  );
end
$$;
comment on function howdah_internal.chunk_similarity is
  'Cosine similarity of a chunk to the query, whose vectors by model are given; null while it has none.';
