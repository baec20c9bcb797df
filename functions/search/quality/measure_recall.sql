create or replace function howdah.measure_recall(sample integer default 100, match_count integer default null)
  returns table (
    collection text,
    embedding_model text,
    query_count bigint,
    recall double precision,
    worst double precision,
    below_95_percent bigint
  )
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
  set jit = off -- compiling costs a hundred times what a search does
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
begin
  if measure_recall.sample is null then
    raise exception 'sample is required' using errcode = '22004', hint = 'Example: select * from howdah.measure_recall(100).';
  end if;
  if measure_recall.sample not between 1 and 10000 or measure_recall.match_count not between 1 and 200 then
    raise exception 'sample or match_count is out of range'
      using errcode = '22023', hint = 'sample is 1 to 10000 queries, match_count 1 to 200.';
  end if;
  return query
  with measured as materialized (
    select s.metric_id, s.collection, s.model_id,
           howdah.query_recall(
             v_tenant, s.user_id, s.model_id, s.dimensions, s.embedding, s.collections, s.filter, s.match_count) as recall
      from howdah.recall_sample(v_tenant, measure_recall.sample, measure_recall.match_count) as s
  ), kept as (
    update howdah.retrieval_metrics as r
       set recall = m.recall
      from measured as m
     where r.tenant_id = v_tenant and r.id = m.metric_id and m.recall is not null
  )
  select m.collection, howdah.model_name(m.model_id), count(m.recall), avg(m.recall), min(m.recall),
         count(*) filter (where m.recall < 0.95)
    from measured as m
   group by m.collection, m.model_id
  having count(m.recall) > 0
   order by m.collection, m.model_id;
end
$$;
comment on function howdah.measure_recall(integer, integer) is
  'Runs the latest recorded searches by vector again, once as they ran and once by comparing with every chunk, and says '
  'how many of the exact best match_count (null: as many as were asked for) were found: on average, at worst, and for '
  'how many queries less than 95 percent. Keeps each figure in retrieval_metrics. Reads every vector of the collection '
  'for each query. Raises 22004, 22023, 28000. Example: select * from howdah.measure_recall(100).';
