drop function if exists howdah.measure_recall(integer, integer);
create or replace function howdah.measure_recall(
  sample double precision default 100,
  match_count double precision default null
)
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
  security definer
  set search_path from current
  set jit = off -- compiling costs a hundred times what a search does
as $$
#variable_conflict use_column
declare
  v_sample integer := howdah_internal.whole('sample', coalesce(measure_recall.sample, 100));
  v_match_count integer := howdah_internal.whole('match_count', measure_recall.match_count);
  v_tenant text := howdah_internal.acting_tenant();
begin
  if v_sample not between 1 and 10000 or v_match_count not between 1 and 200 then
    raise exception 'sample or match_count is out of range'
      using errcode = '22023', hint = 'sample is 1 to 10000 queries, match_count 1 to 200.';
  end if;
  return query
  with recorded as materialized (
    select r.id, r.user_id, r.collection, m.id as model_id, m.dimensions, k.collections, r.filter, r.match_count,
           q.embedding
      from howdah.retrieval_metrics as r
      join howdah.models as m on m.id = r.model_id
     -- A collection that has changed its model since is not measured by the old one.
     cross join lateral (
       select array_agg(c.name) as collections
         from howdah.collections as c
        where c.tenant_id = r.tenant_id and c.embedding_model_id = m.id and r.collection in ('*', c.name)
     ) as k
      join howdah_internal.query_embeddings as q
        on q.tenant_id = r.tenant_id and q.model_id = m.id and q.query_hash = r.query_hash
       and q.query_prefix = m.query_prefix
     where r.tenant_id = v_tenant and r.mode != 'keyword' and k.collections is not null
     order by r.created_at desc, r.id desc
     limit v_sample
  ), known as (
    -- Nothing is recorded: the questions whose vectors are known, in every collection of their model.
    select null::bigint as id, null::text as user_id, c.name, m.id as model_id, m.dimensions, array[c.name],
           '{}'::jsonb, 10, q.embedding
      from howdah.collections as c
      join howdah.models as m on m.id = c.embedding_model_id
      join howdah_internal.query_embeddings as q
        on q.tenant_id = c.tenant_id and q.model_id = m.id and q.query_prefix = m.query_prefix
     where c.tenant_id = v_tenant and not exists (select from recorded)
     order by q.created_at desc, q.query_hash, c.name
     limit v_sample
  ), measured as materialized (
    select s.id, s.collection, s.model_id,
           howdah_internal.query_recall(
             v_tenant, s.user_id, s.model_id, s.dimensions, s.embedding, s.collections, s.filter,
             coalesce(v_match_count, s.match_count)) as recall
      from (select * from recorded union all select * from known) as s
  ), kept as (
    update howdah.retrieval_metrics as r
       set recall = m.recall
      from measured as m
     where r.tenant_id = v_tenant and r.id = m.id and m.recall is not null
  )
  select m.collection, howdah_internal.model_name(m.model_id), count(m.recall), avg(m.recall), min(m.recall),
         count(*) filter (where m.recall < 0.95)
    from measured as m
   group by m.collection, m.model_id
  having count(m.recall) > 0
   order by m.collection, m.model_id;
end
$$;
comment on function howdah.measure_recall is
  'Runs the latest recorded searches by vector again, once as they ran and once by comparing with every chunk, and '
  'says how many of the exact best match_count (null: as many as were asked for) were found: on average, at worst, and '
  'for how many queries less than 95 percent. Keeps each figure in retrieval_metrics. Reads every vector of the '
  'collection for each query. Raises 22004, 22023, 28000. Example: select * from howdah.measure_recall(100).';
grant execute on function howdah.measure_recall to howdah_admin;
