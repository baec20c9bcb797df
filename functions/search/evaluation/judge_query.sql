create or replace function howdah.judge_query(
  query text,
  source text,
  grade double precision default 1,
  query_set text default 'default',
  collection text default 'default'
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_grade double precision := coalesce(judge_query.grade, 1);
  v_query_set text := coalesce(judge_query.query_set, 'default');
  v_collection text := coalesce(judge_query.collection, 'default');
  v_tenant text := howdah_internal.acting_tenant();
  v_hash bytea := howdah_internal.query_hash(judge_query.query);
  v_id bigint;
begin
  if judge_query.source is null then
    raise exception 'query and source are required'
      using errcode = '22004', hint = 'Example: select howdah.judge_query(''how long'', ''refunds.md'').';
  end if;
  perform howdah_internal.check_search(judge_query.query, 1, 'hybrid');
  if v_grade not between 0 and 100 or length(judge_query.source) not between 1 and 2000
     or length(v_query_set) not between 1 and 200 then
    raise exception 'a value of the judgement is out of range'
      using errcode = '22023',
            hint = 'grade is 0 (not relevant) to 100, source that of a document, query_set a short word.';
  end if;
  perform howdah_internal.collection_models(v_tenant, v_collection);
  insert into howdah_internal.judged_queries as q (tenant_id, query_set, query, query_hash, collection)
  values (v_tenant, v_query_set, judge_query.query, v_hash, v_collection)
  on conflict (tenant_id, query_set, collection, query_hash) do nothing
  returning id into v_id;
  if v_id is null then
    select q.id into strict v_id
      from howdah_internal.judged_queries as q
     where q.tenant_id = v_tenant and q.query_set = v_query_set and q.collection = v_collection
       and q.query_hash = v_hash;
  end if;
  insert into howdah_internal.judgements as j (tenant_id, judged_query_id, source, grade)
  values (v_tenant, v_id, judge_query.source, v_grade)
  on conflict (tenant_id, judged_query_id, source) do update
    set grade = excluded.grade
    where j.grade != excluded.grade;
  return v_id;
end
$$;
comment on function howdah.judge_query is
  'Says how well a document answers a query: grade 1 where relevant is relevant, 0 for not at all, or 0 to 3 by how '
  'well. Again replaces the grade. What is never judged counts as 0. Returns the id of the judged query. Raises 22004, '
  '22023, 22001, 28000, PT404 for an unknown collection. '
  'Example: select howdah.judge_query(t.question, t.file, t.grade) from my_judgements as t.';
grant execute on function howdah.judge_query to howdah_admin;
