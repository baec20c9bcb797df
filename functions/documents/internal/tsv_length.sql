create or replace function howdah_internal.tsv_length(tsv tsvector)
  returns integer
  language sql
  immutable
return (select coalesce(sum(cardinality(l.positions)), 0)::integer from unnest(tsv) as l (lexeme, positions, weights));
comment on function howdah_internal.tsv_length is 'Number of lexemes with repetitions.';
