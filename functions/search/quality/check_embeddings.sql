create or replace function howdah.check_embeddings()
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_drifting jsonb;
  v_status text;
begin
  -- The first hundred retrievals with a model are its baseline: what is similar differs from model to model.
  insert into howdah_internal.retrieval_baselines (
    tenant_id, collection, model_id, retrieval_count, mean_similarity, stddev_similarity, measured_at
  )
  select f.tenant_id, f.collection, f.model_id, count(*), avg(f.top_similarity), stddev_samp(f.top_similarity),
         max(f.created_at)
    from (
      select r.*,
             row_number() over (partition by r.tenant_id, r.collection, r.model_id order by r.created_at, r.id) as n
        from howdah.retrieval_metrics as r
       where r.model_id is not null and r.top_similarity is not null
         and not exists (
           select from howdah_internal.retrieval_baselines as b
            where b.tenant_id = r.tenant_id and b.collection = r.collection and b.model_id = r.model_id
         )
    ) as f
   where f.n <= 100
   group by f.tenant_id, f.collection, f.model_id
  having count(*) = 100
  on conflict do nothing;
  select jsonb_agg(jsonb_build_object(
           'tenant', b.tenant_id, 'collection', b.collection, 'model', howdah_internal.model_name(b.model_id),
           'baseline', round(b.mean_similarity::numeric, 4), 'recent', round(n.mean::numeric, 4))
           order by b.tenant_id, b.collection, b.model_id)
    into v_drifting
    from howdah_internal.retrieval_baselines as b
   cross join lateral (
     select count(*) as count, avg(r.top_similarity) as mean
       from howdah.retrieval_metrics as r
      where r.tenant_id = b.tenant_id and r.collection = b.collection and r.model_id = b.model_id
        and r.top_similarity is not null
        and r.created_at > greatest(b.measured_at, howdah.now() - interval '7 days')
   ) as n
   where n.count >= 30
     -- Surely lower (three standard errors) and by enough to matter (half a standard deviation).
     and n.mean < b.mean_similarity - b.stddev_similarity * greatest(0.5, 3 / sqrt(n.count));
  perform howdah_internal.tell_drift(v_drifting);
  v_status := case when v_drifting is null then 'ok' else 'drift' end;
  insert into howdah.system_flags (key, value, details, updated_at)
  values (
    'reembedding_status', v_status, jsonb_build_object('collections', coalesce(v_drifting, '[]')), howdah.now()
  )
  on conflict (key) do update
    set value = excluded.value, details = excluded.details, updated_at = excluded.updated_at;
  return v_status;
end
$$;
comment on function howdah.check_embeddings is
  'The weekly check, for all tenants: compares how similar the best hits of the last seven days are with the baseline '
  'of their collection and model, which the first hundred recorded retrievals make, and sets '
  'system_flags.reembedding_status, which doctor() reads; returns ok or drift. Fewer than thirty say nothing. '
  'Example: select howdah.check_embeddings().';
grant execute on function howdah.check_embeddings to howdah_admin;
