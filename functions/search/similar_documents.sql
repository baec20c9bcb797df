-- document_id is asked for and answered under one name, which RETURNS TABLE cannot say: hence OUT parameters.
drop function if exists howdah.similar_documents(uuid, integer);
create or replace function howdah.similar_documents(
  out rank integer,
  out similarity double precision,
  inout document_id uuid,
  match_count double precision default 10,
  out title text,
  out source text,
  out chunk_id bigint,
  out content text
)
  returns setof record
  language plpgsql
  stable
  set search_path from current
  set jit = off
as $$
#variable_conflict use_column
declare
  v_match_count integer := howdah_internal.whole('match_count', coalesce(similar_documents.match_count, 10));
  v_tenant text := howdah.context_tenant();
  v_user text := howdah.current_user_id();
  v_collection text;
  v_vector halfvec;
  v_own integer;
begin
  perform howdah_internal.refuse_unlogged();
  if similar_documents.document_id is null then
    raise exception 'document_id is required'
      using errcode = '22004', hint = 'Example: select * from howdah.similar_documents(:document).';
  end if;
  if v_match_count not between 1 and 200 then
    raise exception 'match_count is out of range' using errcode = '22023', hint = 'match_count is 1 to 200.';
  end if;
  select d.collection into v_collection
    from howdah.documents as d
   where d.tenant_id = v_tenant and d.id = similar_documents.document_id
     and howdah_internal.may_read(d.owner_id, d.audience_id, v_user, howdah_internal.context_audiences());
  if not found then
    raise exception 'there is no such document'
      using errcode = 'PT404', hint = 'It may be gone, or belong to another user.';
  end if;
  -- The middle of its passages: cosine distance does not ask for the length.
  select avg(e.embedding::vector)::halfvec, count(*) into v_vector, v_own
    from howdah.collections as k
    join howdah.chunks as c on c.tenant_id = k.tenant_id and c.document_id = similar_documents.document_id
   cross join lateral (
     select o.embedding from howdah.embeddings as o
      where o.tenant_id = c.tenant_id and o.chunk_id = c.id and o.model_id = k.embedding_model_id limit 1
   ) as e
   where k.tenant_id = v_tenant and k.name = v_collection;
  if v_vector is null or l2_norm(v_vector) = 0 then
    raise exception 'the document has no vectors yet'
      using errcode = 'PT409', hint = 'See howdah.document_status; a worker makes them.';
  end if;
  -- The ids come from behind row level security; what is shown of them passes through it here.
  return query
  select (row_number() over (order by b.score desc, b.chunk_id))::integer, b.score, b.document_id, b.title,
         b.source, b.chunk_id, b.content
    from (
      select distinct on (d.id) r.score, d.id as document_id, d.title, d.source, c.id as chunk_id, c.content
        from howdah_internal.ranked_chunks(
          '', least(5000, v_own + greatest(200, 20 * v_match_count)), v_collection, '{}', 'semantic',
          v_vector) as r
        join howdah.chunks as c on c.tenant_id = v_tenant and c.id = r.chunk_id
        join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
       where d.id != similar_documents.document_id
       order by d.id, r.score desc, c.id
    ) as b
   order by b.score desc, b.chunk_id
   limit v_match_count;
end
$$;
comment on function howdah.similar_documents is
  'Documents of the same collection nearest in meaning, each with its nearest passage and the cosine similarity of '
  'that to the mean of the document''s vectors; only what the user of this call may see. Raises 22004, 22023, PT404, '
  'PT409 while the document has no vectors, 42501 where the setting access_log is required. '
  'Example: select title, similarity from howdah.similar_documents(:document, 5).';
grant execute on function howdah.similar_documents to howdah_app;
