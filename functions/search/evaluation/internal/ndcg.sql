create or replace function howdah_internal.ndcg(found double precision[], judged double precision[], k integer)
  returns double precision
  language sql
  immutable
return howdah_internal.dcg(ndcg.found, ndcg.k) / nullif(howdah_internal.dcg(
  (select array_agg(j.grade order by j.grade desc) from unnest(ndcg.judged) as j (grade)), ndcg.k), 0);
comment on function howdah_internal.ndcg is
  'DCG of the grades in the order found, divided by that of the best order of all judged grades: 0 to 1, null when '
  'nothing is relevant (Jarvelin and Kekalainen, ACM TOIS 20, 2002).';
