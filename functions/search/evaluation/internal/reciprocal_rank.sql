create or replace function howdah_internal.reciprocal_rank(found double precision[], k integer)
  returns double precision
  language sql
  immutable
return coalesce(1.0::double precision / (
  select min(f.position) from unnest(reciprocal_rank.found) with ordinality as f (grade, position)
   where f.position <= reciprocal_rank.k and f.grade > 0
), 0);
comment on function howdah_internal.reciprocal_rank is
  'One divided by the position of the first relevant document, 0 when none is among the first k; its mean over queries '
  'is the MRR (Voorhees, TREC-8 Question Answering Track, 1999).';
