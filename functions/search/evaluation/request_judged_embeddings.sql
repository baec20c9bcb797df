create or replace function howdah.request_judged_embeddings(query_set text default 'default')
  returns table (ready_count bigint, queued_count bigint)
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_query_set text := coalesce(request_judged_embeddings.query_set, 'default');
  v_tenant text := howdah_internal.acting_tenant();
begin
  return query
  select count(*) filter (where r.state = 'ready'), count(*) filter (where r.state = 'queued')
    from (
      select howdah.request_query_embedding(q.query, q.collection) as state
        from howdah_internal.judged_queries as q
       where q.tenant_id = v_tenant and q.query_set = v_query_set
      offset 0
    ) as r;
end
$$;
comment on function howdah.request_judged_embeddings is
  'Asks for the vectors of a set of judged queries and says how many are there and how many are queued; again until '
  'none is queued, then evaluate. Raises 28000. Example: select * from howdah.request_judged_embeddings().';
grant execute on function howdah.request_judged_embeddings to howdah_admin;
