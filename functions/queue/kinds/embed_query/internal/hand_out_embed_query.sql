create or replace function howdah_internal.hand_out_embed_query(job_ids bigint[])
  returns table (job_id bigint, content text)
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return query
  select j.id, howdah_internal.fit_text(coalesce(j.payload ->> 'query_prefix', '') || (j.payload ->> 'query'), m)
    from howdah_internal.jobs as j
    left join howdah.models as m on m.id = (j.payload ->> 'model_id')::integer
   where j.id = any (hand_out_embed_query.job_ids);
end
$$;
comment on function howdah_internal.hand_out_embed_query is
  'The queries to embed, as they were asked, behind what their model wants before them, as far as it takes them.';
