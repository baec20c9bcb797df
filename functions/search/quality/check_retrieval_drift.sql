create or replace function howdah.check_retrieval_drift(days integer default 7)
  returns table (
    tenant_id text,
    collection text,
    embedding_model text,
    baseline double precision,
    recent double precision,
    retrieval_count bigint,
    is_drifting boolean
  )
  language plpgsql
  volatile
  security definer -- for all tenants; no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  if check_retrieval_drift.days is null then
    raise exception 'days are required' using errcode = '22004', hint = 'Example: select * from howdah.check_retrieval_drift(7).';
  end if;
  if check_retrieval_drift.days not between 1 and 365 then
    raise exception 'days are out of range' using errcode = '22023', hint = 'Pass 1 to 365.';
  end if;
  -- The first hundred retrievals with a model are its baseline: what is similar differs from model to model.
  insert into howdah.retrieval_baselines (
    tenant_id, collection, model_id, retrieval_count, mean_similarity, stddev_similarity, measured_at
  )
  select f.tenant_id, f.collection, f.model_id, count(*), avg(f.top_similarity), stddev_samp(f.top_similarity),
         max(f.created_at)
    from (
      select r.*, row_number() over (partition by r.tenant_id, r.collection, r.model_id order by r.created_at, r.id) as n
        from howdah.retrieval_metrics as r
       where r.model_id is not null and r.top_similarity is not null
         and not exists (
           select from howdah.retrieval_baselines as b
            where b.tenant_id = r.tenant_id and b.collection = r.collection and b.model_id = r.model_id
         )
    ) as f
   where f.n <= 100
   group by f.tenant_id, f.collection, f.model_id
  having count(*) = 100
  on conflict do nothing;
  return query
  select b.tenant_id, b.collection, howdah.model_name(b.model_id), b.mean_similarity, n.mean, n.count,
         -- Surely lower (three standard errors) and by enough to matter (half a standard deviation).
         n.mean < b.mean_similarity - b.stddev_similarity * greatest(0.5, 3 / sqrt(n.count))
    from howdah.retrieval_baselines as b
   cross join lateral (
     select count(*) as count, avg(r.top_similarity) as mean
       from howdah.retrieval_metrics as r
      where r.tenant_id = b.tenant_id
        and r.collection = b.collection
        and r.model_id = b.model_id
        and r.top_similarity is not null
        and r.created_at > greatest(
          b.measured_at, howdah.now() - make_interval(days => check_retrieval_drift.days))
   ) as n
   where n.count >= 30
   order by b.tenant_id, b.collection, b.model_id;
end
$$;
comment on function howdah.check_retrieval_drift(integer) is
  'Compares how similar the best hits of the last days are with the baseline of their collection and model, which the '
  'first hundred recorded retrievals make; for all tenants. Fewer than thirty say nothing. '
  'Raises 22004, 22023. Example: select * from howdah.check_retrieval_drift().';
