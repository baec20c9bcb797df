drop function if exists howdah.evaluate_search(text, integer, text, jsonb, jsonb, text);
create or replace function howdah.evaluate_search(
  query_set text default 'default',
  k double precision default 10,
  mode text default 'hybrid',
  filter jsonb default '{}',
  settings jsonb default '{}',
  note text default null
)
  returns table (
    evaluation_id bigint,
    query_count bigint,
    ndcg double precision,
    recall double precision,
    mrr double precision,
    empty_count bigint,
    keyword_count bigint,
    p50_ms double precision,
    p95_ms double precision
  )
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_query_set text := coalesce(evaluate_search.query_set, 'default');
  v_k integer := howdah_internal.whole('k', coalesce(evaluate_search.k, 10));
  v_mode text := coalesce(evaluate_search.mode, 'hybrid');
  v_filter jsonb := coalesce(evaluate_search.filter, '{}');
  v_settings jsonb := coalesce(evaluate_search.settings, '{}');
  v_run howdah.evaluations;
begin
  if jsonb_typeof(v_settings) != 'object' or exists (
    select from jsonb_object_keys(v_settings) as s (name) where s.name !~ '^search_'
  ) then
    raise exception 'settings are not an object of search settings'
      using errcode = '22023', hint = 'Example: {"search_vector_weight": 2}; see howdah.settings.';
  end if;
  -- The settings are set, used and undone in a subtransaction: nobody else ever sees them.
  begin
    perform howdah.set_setting(s.key, s.value) from jsonb_each_text(v_settings) as s;
    select count(*), avg(e.ndcg), avg(e.recall), avg(e.reciprocal_rank), count(*) filter (where e.result_count = 0),
           count(*) filter (where e.answered_by = 'keyword'),
           percentile_cont(0.5) within group (order by e.latency_ms),
           percentile_cont(0.95) within group (order by e.latency_ms)
      into v_run.query_count, v_run.ndcg, v_run.recall, v_run.mrr, v_run.empty_count, v_run.keyword_count,
           v_run.p50_ms, v_run.p95_ms
      from howdah.evaluate_queries(
        v_query_set, v_k, v_mode, v_filter) as e;
    raise exception 'undo' using errcode = 'HWEVA';
  exception
    when sqlstate 'HWEVA' then null;
  end;
  if v_run.query_count = 0 then
    raise exception 'the set has no judged query with a relevant document'
      using errcode = 'PT404', hint = 'howdah.judge_query(query, source) says which document answers a query.';
  end if;
  return query
  insert into howdah.evaluations as e (
    tenant_id, query_set, mode, k, filter, settings, note, query_count, ndcg, recall, mrr, empty_count, keyword_count,
    p50_ms, p95_ms
  )
  values (
    howdah_internal.acting_tenant(), v_query_set, v_mode, v_k,
    v_filter, v_settings, evaluate_search.note, v_run.query_count,
    v_run.ndcg, v_run.recall, v_run.mrr, v_run.empty_count, v_run.keyword_count, v_run.p50_ms, v_run.p95_ms
  )
  returning e.id, e.query_count, e.ndcg, e.recall, e.mrr, e.empty_count, e.keyword_count, e.p50_ms, e.p95_ms;
end
$$;
comment on function howdah.evaluate_search is
  'How good search is on a set of judged queries: the means of nDCG@k, recall@k and reciprocal rank, how many found '
  'nothing, how many were answered by keyword, and how fast. settings hold for this run only and for nobody else. The '
  'result is kept in howdah.evaluations. Raises 22004, 22023, 28000, PT404 for an empty set or an unknown setting, '
  'PT409 for semantic without vectors. '
  'Example: select * from howdah.evaluate_search(settings => ''{"search_vector_weight": 2}'').';
grant execute on function howdah.evaluate_search to howdah_admin;
