create or replace function howdah.tsv_length(tsv tsvector)
  returns integer
  language sql
  immutable
return (select coalesce(sum(cardinality(l.positions)), 0)::integer from unnest(tsv) as l (lexeme, positions, weights));
comment on function howdah.tsv_length(tsvector) is 'Number of lexemes with repetitions.';
