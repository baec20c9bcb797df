create or replace function howdah.token_count(value jsonb)
  returns bigint
  language sql
  immutable
return case
  when jsonb_typeof(token_count.value) = 'number' and (token_count.value #>> '{}')::numeric between 0 and 2147483647
    and (token_count.value #>> '{}')::numeric % 1 = 0
    then (token_count.value #>> '{}')::numeric::bigint
end;
comment on function howdah.token_count(jsonb) is
  'A count as a provider reports it; null for anything that is no count, such as a text or a negative number.';
