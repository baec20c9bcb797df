-- document_id is asked for and answered under one name, which RETURNS TABLE cannot say: hence OUT parameters.
create or replace function howdah.similar_documents(
  out rank integer,
  out similarity double precision,
  inout document_id uuid,
  match_count integer default 10,
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
  v_tenant text := howdah.context_tenant();
begin
  if similar_documents.document_id is null or similar_documents.match_count is null then
    raise exception 'document_id and match_count are required'
      using errcode = '22004', hint = 'Example: select * from howdah.similar_documents(:document).';
  end if;
  if similar_documents.match_count not between 1 and 200 then
    raise exception 'match_count is out of range' using errcode = '22023', hint = 'match_count is 1 to 200.';
  end if;
  -- The ids come from behind row level security; what is shown of them passes through it here.
  return query
  select (row_number() over (order by b.similarity desc, b.chunk_id))::integer, b.similarity, b.document_id, b.title,
         b.source, b.chunk_id, b.content
    from (
      select distinct on (d.id) s.similarity, d.id as document_id, d.title, d.source, c.id as chunk_id, c.content
        from howdah.similar_chunks(similar_documents.document_id, similar_documents.match_count) as s
        join howdah.chunks as c on c.tenant_id = v_tenant and c.id = s.chunk_id
        join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
       where d.id != similar_documents.document_id
       order by d.id, s.similarity desc, c.id
    ) as b
   order by b.similarity desc, b.chunk_id
   limit similar_documents.match_count;
end
$$;
comment on function howdah.similar_documents(uuid, integer) is
  'Documents of the same collection nearest in meaning, each with its nearest passage and the cosine similarity of that '
  'to the mean of the document''s vectors; only what the user of this call may see. Raises 22004, 22023, PT404, PT409 '
  'while the document has no vectors. Example: select title, similarity from howdah.similar_documents(:document, 5).';
