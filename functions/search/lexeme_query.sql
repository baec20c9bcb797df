create or replace function howdah.lexeme_query(lexeme text)
  returns tsquery
  language sql
  immutable
return ('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''')::tsquery;
comment on function howdah.lexeme_query(text) is 'The tsquery that asks for exactly this lexeme.';
