drop function if exists howdah.evaluate_queries(text, integer, text, jsonb);
create or replace function howdah.evaluate_queries(
  query_set text default 'default',
  k double precision default 10,
  mode text default 'hybrid',
  filter jsonb default '{}'
)
  returns table (
    query text,
    collection text,
    ndcg double precision,
    recall double precision,
    reciprocal_rank double precision,
    result_count integer,
    answered_by text,
    latency_ms double precision,
    sources text[]
  )
  language plpgsql
  volatile
  security definer -- judged queries are read by no group role; search sees what the user of this call may see
  set search_path from current
  set jit = off -- compiling costs a hundred times what a search does
as $$
#variable_conflict use_column
declare
  v_query_set text := coalesce(evaluate_queries.query_set, 'default');
  v_k integer := howdah_internal.whole('k', coalesce(evaluate_queries.k, 10));
  v_mode text := coalesce(evaluate_queries.mode, 'hybrid');
  v_filter jsonb := coalesce(evaluate_queries.filter, '{}');
  v_tenant text := howdah_internal.acting_tenant();
  v_query record;
  v_grades double precision[];
  v_started_at timestamptz;
begin
  if v_k not between 1 and 100 then
    raise exception 'k is out of range' using errcode = '22023', hint = 'Pass 1 to 100.';
  end if;
  for v_query in
    select q.id, q.query, q.collection, array_agg(j.grade) as judged
      from howdah_internal.judged_queries as q
      join howdah_internal.judgements as j on j.tenant_id = q.tenant_id and j.judged_query_id = q.id
     where q.tenant_id = v_tenant and q.query_set = v_query_set
     group by q.tenant_id, q.id
    -- Where nothing is relevant there is nothing to find, and nDCG and recall have no value.
    having max(j.grade) > 0
     order by q.id
  loop
    v_started_at := howdah.clock();
    -- Chunks are searched, documents are judged: five chunks a document, and each counts by its best one.
    select array_agg(d.source order by d.rank), min(d.mode),
           array_agg(coalesce(j.grade, 0) order by d.rank)
      into sources, answered_by, v_grades
      from (
        select s.source, min(s.rank) as rank, min(s.mode) as mode
          from howdah.search(
            v_query.query, least(200, 5 * v_k), v_query.collection, v_filter,
            mode => v_mode) as s
         group by s.source
         order by 2
         limit v_k
      ) as d
      left join howdah_internal.judgements as j
        on j.tenant_id = v_tenant and j.judged_query_id = v_query.id and j.source = d.source;
    latency_ms := extract(epoch from howdah.clock() - v_started_at) * 1000;
    query := v_query.query;
    collection := v_query.collection;
    ndcg := howdah_internal.ndcg(v_grades, v_query.judged, v_k);
    recall := howdah_internal.recall_at(v_grades, v_query.judged, v_k);
    reciprocal_rank := howdah_internal.reciprocal_rank(v_grades, v_k);
    result_count := coalesce(cardinality(sources), 0);
    sources := coalesce(sources, '{}');
    return next;
  end loop;
end
$$;
comment on function howdah.evaluate_queries is
  'Searches every judged query of a set as the user of this call and says, query by query, how good the first k '
  'documents are: nDCG, recall and reciprocal rank, what was found, by which mode and how fast. Raises 22004, 22023, '
  '28000, and as search does: PT409 for semantic without a vector. '
  'Example: select * from howdah.evaluate_queries() order by ndcg limit 10.';
grant execute on function howdah.evaluate_queries to howdah_admin;
