drop function if exists howdah.token_count(jsonb);
create or replace function howdah.token_count(value jsonb)
  returns integer
  language sql
  immutable
-- One mention of the value: inlined, it is a long expression that every caller would repeat.
return (jsonb_path_query_first(
  token_count.value, 'strict $ ? (@.type() == "number" && @ >= 0 && @ <= 2147483647 && @ % 1 == 0)'
) #>> '{}')::numeric::integer;
comment on function howdah.token_count(jsonb) is
  'A count as a provider reports it; null for anything that is no count, such as a text or a negative number.';
