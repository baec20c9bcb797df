create or replace function howdah.dcg(grades double precision[], k integer)
  returns double precision
  language sql
  immutable
return (
  select coalesce(sum(g.grade / (ln(g.position + 1) / ln(2))), 0)
    from unnest(dcg.grades) with ordinality as g (grade, position)
   where g.position <= dcg.k
);
comment on function howdah.dcg(double precision[], integer) is
  'Discounted cumulative gain of the first k grades in the order found: the sum of grade / log2(position + 1), as '
  'trec_eval''s ndcg_cut computes it today, after Jarvelin and Kekalainen, ACM TOIS 20 (2002). The paper and older releases '
  'of trec_eval divide by log2(position) from the second position on, which gives other figures. '
  'Example: select howdah.dcg(''{3,2,3,0,1,2}'', 6) is 6.861.';
