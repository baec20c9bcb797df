create or replace function howdah_internal.narrow_embed_query(lane howdah.lanes, job_ids bigint[])
  returns bigint[]
  language plpgsql
  volatile
as $$
declare
  v_known bigint[] := array(
    select j.id
      from howdah_internal.jobs as j
      join howdah_internal.query_embeddings as q
        on q.tenant_id = j.tenant_id and q.model_id = (narrow_embed_query.lane).model_id
       and q.query_hash = j.content_hash and q.query_prefix = coalesce(j.payload ->> 'query_prefix', '')
     where j.id = any (narrow_embed_query.job_ids)
  );
begin
  perform howdah_internal.finish_jobs(v_known, null, 'stale');
  return array(
    select u.id from unnest(narrow_embed_query.job_ids) with ordinality as u (id, n)
     where u.id != all (v_known)
     order by u.n);
end
$$;
comment on function howdah_internal.narrow_embed_query is
  'Of these locked jobs, finishes those whose query got its vector in the meantime and returns the others.';
