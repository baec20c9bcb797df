create or replace function howdah.status_search()
  returns jsonb
  language plpgsql
  stable
  security definer -- looks at every tenant
  set search_path from current
as $$
begin
  return (
    select jsonb_build_object(
             'documents', howdah.row_count('howdah.documents'), 'chunks', howdah.row_count('howdah.chunks'),
             'retrievals_today', count(*), 'empty_today', count(*) filter (where r.result_count = 0),
             'p95_ms', percentile_disc(0.95) within group (order by r.latency_ms),
             'top_similarity', round(avg(r.top_similarity)::numeric, 3), 'recall', (
               select round(avg(m.recall)::numeric, 3) from howdah.retrieval_metrics as m
                where m.recall is not null and m.created_at > howdah.now() - interval '7 days'))
      from howdah.retrieval_metrics as r
     where r.created_at >= date_trunc('day', howdah.now(), 'UTC')
  );
end
$$;
comment on function howdah.status_search() is
  'How much there is to search, and how the recorded searches of the present UTC day went; recall of the last seven days.';
