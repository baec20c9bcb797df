create or replace function howdah_internal.recall_at(found double precision[], judged double precision[], k integer)
  returns double precision
  language sql
  immutable
return (
  select count(*) from unnest(recall_at.found) with ordinality as f (grade, position)
   where f.position <= recall_at.k and f.grade > 0
)::double precision / nullif((select count(*) from unnest(recall_at.judged) as j (grade) where j.grade > 0), 0);
comment on function howdah_internal.recall_at is
  'Share of the relevant documents (grade above 0) among the first k; null when none is relevant (Manning, Raghavan, '
  'Schuetze, Introduction to Information Retrieval, 2008, 8.3).';
