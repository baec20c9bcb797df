create or replace function howdah.recall_sample(tenant text, sample integer, wanted_count integer)
  returns table (
    metric_id bigint,
    user_id text,
    collection text,
    model_id integer,
    dimensions integer,
    collections text[],
    filter jsonb,
    match_count integer,
    embedding halfvec
  )
  language plpgsql
  stable
  security definer -- reads queries of all users of the tenant
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  select r.id, r.user_id, r.collection, r.model_id, s.dimensions, s.collections, r.filter,
         coalesce(recall_sample.wanted_count, r.match_count), q.embedding
    from howdah.retrieval_metrics as r
   -- A collection that has changed its model since is not measured by the old one.
   cross join lateral (
     select m.dimensions, m.collections
       from howdah.collection_models(recall_sample.tenant, '*') as a
      cross join lateral (
        select a.dimensions,
               array(select n from unnest(a.collections) as n where r.collection in ('*', n)) as collections
      ) as m
      where a.model_id = r.model_id and m.collections != '{}'
   ) as s
    join howdah.query_embeddings as q
      on q.tenant_id = r.tenant_id and q.model_id = r.model_id and q.query_hash = r.query_hash
   where r.tenant_id = recall_sample.tenant
     and r.mode != 'keyword'
   order by r.created_at desc, r.id desc
   limit recall_sample.sample;
  if not found then
    -- Nothing is recorded: the questions whose vectors are known, in every collection of their model.
    return query
    select null::bigint, null::text, n.name, s.model_id, s.dimensions, array[n.name], '{}'::jsonb,
           coalesce(recall_sample.wanted_count, 10), q.embedding
      from howdah.collection_models(recall_sample.tenant, '*') as s
     cross join unnest(s.collections) as n (name)
      join howdah.query_embeddings as q
        on q.tenant_id = recall_sample.tenant and q.model_id = s.model_id
     order by q.created_at desc, q.query_hash, n.name
     limit recall_sample.sample;
  end if;
end
$$;
comment on function howdah.recall_sample(text, integer, integer) is
  'The queries that measure_recall runs again: the latest recorded ones whose vectors are known, else the latest known ones.';
