create or replace function howdah.delete_judged_queries(query_set text)
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
  if delete_judged_queries.query_set is null then
    raise exception 'query_set is required'
      using errcode = '22004', hint = 'Example: select howdah.delete_judged_queries(''default'').';
  end if;
  delete from howdah_internal.judged_queries as q
   where q.tenant_id = v_tenant and q.query_set = delete_judged_queries.query_set;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah.delete_judged_queries is
  'Deletes the judged queries of a set with their judgements and returns how many; the evaluations stay. Raises 22004, '
  '28000. Example: select howdah.delete_judged_queries(''default'').';
grant execute on function howdah.delete_judged_queries to howdah_admin;
