create or replace function howdah.reset_retrieval_baseline(collection text)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_count integer;
begin
  if reset_retrieval_baseline.collection is null then
    raise exception 'collection is required'
      using errcode = '22004', hint = 'Example: select howdah.reset_retrieval_baseline(''default'').';
  end if;
  perform howdah_internal.collection_models(v_tenant, reset_retrieval_baseline.collection);
  -- Set to the present and not deleted: the old retrievals would make the old baseline again.
  update howdah_internal.retrieval_baselines as b
     set mean_similarity = n.mean, stddev_similarity = n.stddev, retrieval_count = n.count, measured_at = howdah.now()
    from (
      select l.model_id, count(*) as count, avg(l.top_similarity) as mean, stddev_samp(l.top_similarity) as stddev
        from (
          select r.model_id, r.top_similarity,
                 row_number() over (partition by r.model_id order by r.created_at desc, r.id desc) as n
            from howdah.retrieval_metrics as r
           where r.tenant_id = v_tenant and r.collection = reset_retrieval_baseline.collection
             and r.top_similarity is not null
        ) as l
       where l.n <= 100
       group by l.model_id
      having count(*) >= 30
    ) as n
   where b.tenant_id = v_tenant and b.collection = reset_retrieval_baseline.collection
     and b.model_id = n.model_id;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah.reset_retrieval_baseline is
  'Takes the latest hundred retrievals of a collection as its new baselines, after a change that was meant; returns '
  'how many. Raises 22004, PT404. Example: select howdah.reset_retrieval_baseline(''default'').';
grant execute on function howdah.reset_retrieval_baseline to howdah_admin;
