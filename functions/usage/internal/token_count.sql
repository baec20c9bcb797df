create or replace function howdah_internal.token_count(value jsonb)
  returns integer
  language sql
  immutable
-- One mention of the value: inlined, it is a long expression that every caller would repeat.
return (jsonb_path_query_first(
  token_count.value,
  'strict $ ? (@.type() == "number" && @ >= 0 && @ <= 2147483647 && @ % 1 == 0
               || @.type() == "string" && @ like_regex "^[0-9]{1,9}$")'
) #>> '{}')::numeric::integer;
comment on function howdah_internal.token_count is
  'A count as a provider reports it; a number or its text; null for anything that is no count, such as a negative '
  'number.';
