create or replace function howdah.similar_chunks(document_id uuid, match_count integer)
  returns table (chunk_id bigint, similarity double precision)
  language plpgsql
  stable
  rows 20 -- for a thousand the planner would read all chunks of the tenant
  security definer -- tenant and owner are explicit predicates here; returns no content
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.current_user_id();
  v_document howdah.documents;
  v_model howdah.models;
  v_vector halfvec;
  v_own integer;
begin
  select d.* into v_document
    from howdah.documents as d
   where d.tenant_id = v_tenant and d.id = similar_chunks.document_id and (d.owner_id is null or d.owner_id = v_user);
  if not found then
    raise exception 'there is no such document'
      using errcode = 'PT404', hint = 'It may be gone, or belong to another user.';
  end if;
  select m.* into strict v_model
    from howdah.models as m where m.id = howdah.collection_model(v_tenant, v_document.collection);
  -- The middle of its passages: cosine distance does not ask for the length.
  select avg(e.embedding::vector)::halfvec, count(*)
    into v_vector, v_own
    from howdah.chunks as c
   cross join lateral (
     select k.embedding from howdah.embeddings as k
      where k.tenant_id = v_tenant and k.chunk_id = c.id and k.model_id = v_model.id limit 1
   ) as e
   where c.tenant_id = v_tenant and c.document_id = v_document.id;
  if v_vector is null or l2_norm(v_vector) = 0 then
    raise exception 'the document has no vectors yet'
      using errcode = 'PT409', hint = 'See howdah.document_status; a worker makes them.';
  end if;
  return query
  select a.chunk_id, a.score
    from howdah.vector_arm(
      v_tenant, v_user, v_model.id, v_model.dimensions, v_vector, array[v_document.collection], null,
      howdah.eligible_chunks(v_tenant, v_user, array[v_document.collection], null, null, 5000), false,
      least(5000, v_own + greatest(200, 20 * similar_chunks.match_count))) as a;
end
$$;
comment on function howdah.similar_chunks(uuid, integer) is
  'Chunks nearest to the mean vector of a document, its own too, for similar_documents.';
