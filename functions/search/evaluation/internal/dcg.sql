create or replace function howdah_internal.dcg(grades double precision[], k integer)
  returns double precision
  language sql
  immutable
return (
  select coalesce(sum(g.grade / (ln(g.position + 1) / ln(2))), 0)
    from unnest(dcg.grades) with ordinality as g (grade, position)
   where g.position <= dcg.k
);
comment on function howdah_internal.dcg is
  'Sum of grade / log2(position + 1) of the first k grades found, as trec_eval''s ndcg_cut, after Jarvelin and '
  'Kekalainen, ACM TOIS 20 (2002), who divide by log2(position) from the second position on.';
