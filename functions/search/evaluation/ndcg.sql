create or replace function howdah.ndcg(found double precision[], judged double precision[], k integer)
  returns double precision
  language sql
  immutable
return howdah.dcg(ndcg.found, ndcg.k) / nullif(
  howdah.dcg((select array_agg(j.grade order by j.grade desc) from unnest(ndcg.judged) as j (grade)), ndcg.k), 0);
comment on function howdah.ndcg(double precision[], double precision[], integer) is
  'DCG of the grades in the order found, divided by that of the best possible order of all judged grades: 0 to 1, null '
  'when nothing is relevant (Jarvelin and Kekalainen, ACM TOIS 20, 2002). '
  'Example: select howdah.ndcg(''{3,2,3,0,1,2}'', ''{3,3,3,2,2,2,1,0}'', 6) is 0.785.';
