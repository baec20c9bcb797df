create or replace function howdah_internal.token_part(part integer, whole integer)
  returns integer
  language sql
  immutable
return case
  when token_part.part > token_part.whole then token_part.whole
  when token_part.whole is not null then token_part.part
end;
comment on function howdah_internal.token_part is
  'A part, no greater than its whole; null where either is not known.';
