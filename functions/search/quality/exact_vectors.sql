create or replace function howdah.exact_vectors(
  tenant text,
  user_id text,
  model_id integer,
  dimensions integer,
  query_embedding halfvec,
  collections text[],
  condition text,
  match_count integer
)
  returns table (chunk_id bigint, score double precision)
  language plpgsql
  stable
  security definer -- tenant and owner are explicit predicates here; returns no content
  set search_path from current
as $$
#variable_conflict use_column
begin
  -- The + 0 keeps the index away; enable_indexscan = off would not reach a cached plan.
  return query execute format($sql$
    select e.chunk_id, 1 - (e.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s))
      from howdah.embeddings as e
     where e.model_id = %2$s
       and e.tenant_id = $2
       and e.collection = any ($3)
       and (e.owner_id is null or e.owner_id = $4)
       %3$s
     order by (e.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s)) + 0, e.chunk_id
     limit $5$sql$,
    exact_vectors.dimensions, exact_vectors.model_id,
    'and exists (select from howdah.chunks as c join howdah.documents as d on d.tenant_id = c.tenant_id '
      || 'and d.id = c.document_id where c.tenant_id = e.tenant_id and c.id = e.chunk_id and ('
      || exact_vectors.condition || '))')
    using exact_vectors.query_embedding, exact_vectors.tenant, exact_vectors.collections, exact_vectors.user_id,
      exact_vectors.match_count;
end
$$;
comment on function howdah.exact_vectors(text, text, integer, integer, halfvec, text[], text, integer) is
  'The nearest chunks with their cosine similarity by comparing with every one: what the index is measured against.';
