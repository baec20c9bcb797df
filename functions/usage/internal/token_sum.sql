create or replace function howdah_internal.token_sum(total integer, part integer, other_part integer default 0)
  returns integer
  language sql
  immutable
return case
  when token_sum.total::bigint + coalesce(token_sum.part, 0) + coalesce(token_sum.other_part, 0) <= 2147483647
    then token_sum.total + coalesce(token_sum.part, 0) + coalesce(token_sum.other_part, 0)
end;
comment on function howdah_internal.token_sum is
  'A count with the parts that a provider leaves out of it; null where it is not known, or is no count of tokens any '
  'more.';
