create or replace function howdah.forget_judged_queries(query_set text)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_count integer;
begin
  if forget_judged_queries.query_set is null then
    raise exception 'query_set is required'
      using errcode = '22004', hint = 'Example: select howdah.forget_judged_queries(''default'').';
  end if;
  delete from howdah.judged_queries as q
   where q.tenant_id = v_tenant and q.query_set = forget_judged_queries.query_set;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah.forget_judged_queries(text) is
  'Deletes the judged queries of a set with their judgements and returns how many; the evaluations stay. Raises 22004, '
  '28000. Example: select howdah.forget_judged_queries(''default'').';
