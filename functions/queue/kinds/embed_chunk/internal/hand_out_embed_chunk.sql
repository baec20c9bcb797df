create or replace function howdah_internal.hand_out_embed_chunk(job_ids bigint[])
  returns table (job_id bigint, content text)
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return query
  select j.id, howdah_internal.fit_text(howdah_internal.embedding_text(d.title, c.heading, c.content), m)
    from howdah_internal.jobs as j
    left join howdah.models as m on m.id = (j.payload ->> 'model_id')::integer
    -- Row by row (limit 1), the chunk first: right after an import there are no statistics, and the planner would
    -- read all documents of the tenant for each job.
    left join lateral (
      select k.document_id, k.heading, k.content
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
  'The texts to embed: each chunk with the title of its document and its headings, as far as its model takes them.';
