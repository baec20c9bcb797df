create or replace function howdah_internal.hand_out_embed_chunk(job_ids bigint[])
  returns table (job_id bigint, content text)
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return query
  select j.id, howdah_internal.sent_text(
           d.title, c.heading, c.content, m,
           exists (
             select from howdah_internal.refused_texts as r
              where r.tenant_id = j.tenant_id and r.model_id = m.id and r.content_hash = c.content_hash)
           -- What is of the kind that a model has refused is not tried with all that stands above it.
           or octet_length(howdah_internal.embedding_text(d.title, c.heading, c.content)) > howdah_internal.byte_room(m)
              and octet_length(c.content) <= howdah_internal.byte_room(m)
              and howdah_internal.refusal_risk(c.content) > 0
              and exists (
                select from howdah_internal.refused_texts as r
                 where r.tenant_id = j.tenant_id and r.model_id = m.id))
    from howdah_internal.jobs as j
    left join howdah.models as m on m.id = (j.payload ->> 'model_id')::integer
    -- Row by row (limit 1), the chunk first: right after an import there are no statistics, and the planner would
    -- read all documents of the tenant for each job.
    left join lateral (
      select k.document_id, k.heading, k.content, k.content_hash
        from howdah.chunks as k
       where k.tenant_id = j.tenant_id and k.id = j.chunk_id
       limit 1
    ) as c on true
    left join lateral (
      select o.title
        from howdah.documents as o
       where o.tenant_id = j.tenant_id and o.id = c.document_id
       limit 1
    ) as d on true
   where j.id = any (hand_out_embed_chunk.job_ids);
end
$$;
comment on function howdah_internal.hand_out_embed_chunk is
  'The texts to embed: each chunk with the title of its document and its headings, as far as its model takes them, '
  'behind its document_prefix.';
