create or replace function howdah_internal.recut_refused(job_id bigint)
  returns text
  language plpgsql
  volatile
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_job howdah_internal.jobs;
  v_chunk howdah.chunks;
  v_document howdah.documents;
  v_model howdah.models;
  v_is_known boolean;
  v_chunks jsonb;
  v_pieces jsonb;
  v_before text[];
  v_new bigint[];
begin
  select j.* into v_job from howdah_internal.jobs as j where j.id = recut_refused.job_id;
  select c.* into v_chunk from howdah.chunks as c where c.tenant_id = v_job.tenant_id and c.id = v_job.chunk_id;
  if v_chunk.content_hash is distinct from v_job.content_hash then
    return 'paused';
  end if;
  -- Whoever holds the document may wait for the lane, which is locked by now.
  select d.* into v_document
    from howdah.documents as d
   where d.tenant_id = v_job.tenant_id and d.id = v_chunk.document_id
     for no key update skip locked;
  if not found then
    return 'paused';
  end if;
  select m.* into v_model from howdah.models as m where m.id = (v_job.payload ->> 'model_id')::integer;
  v_is_known := exists (
    select from howdah_internal.refused_texts as r
     where r.tenant_id = v_job.tenant_id and r.model_id = v_model.id and r.content_hash = v_chunk.content_hash);
  insert into howdah_internal.refused_texts (tenant_id, model_id, content_hash)
  values (v_job.tenant_id, v_model.id, v_chunk.content_hash)
  on conflict do nothing;
  select jsonb_agg(jsonb_build_object(
           'chunk_index', c.chunk_index, 'content', c.content, 'heading', c.heading, 'page', c.page,
           'token_count', c.token_count, 'metadata', c.metadata) order by c.chunk_index)
    into v_chunks
    from howdah.chunks as c
   where c.tenant_id = v_job.tenant_id and c.document_id = v_document.id;
  v_pieces := howdah_internal.recut_known(v_job.tenant_id, v_document.title, v_chunks, v_model.id);
  if jsonb_array_length(v_pieces) = jsonb_array_length(v_chunks) then
    -- What stands above it is too long, and will be shortened.
    return case when not v_is_known and v_model.max_input_tokens is not null then 'paused' end;
  end if;
  v_before := howdah_internal.act_for(array[v_job.tenant_id, v_job.user_id]);
  v_new := howdah_internal.place_chunks(v_job.tenant_id, v_document.id, v_pieces);
  perform howdah_internal.enqueue_embeddings(
    v_job.tenant_id, v_new, (
    select k.embedding_model_id from howdah.collections as k
      where k.tenant_id = v_document.tenant_id and k.name = v_document.collection));
  perform howdah_internal.act_for(v_before);
  perform howdah_internal.finish_jobs(array[v_job.id], v_job.token, 'stale');
  return 'stale';
end
$$;
comment on function howdah_internal.recut_refused is
  'Cuts the chunk of a job anew whose text its model has refused as too long, and those like it; says what becomes of '
  'the job, null where nothing helps.';
