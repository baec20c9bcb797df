-- A sum of these is never less than the weight of the texts together: a sign at the beginning may count only behind a
-- space, and what no tokenizer joins to forty bytes is no more than that.
create or replace function howdah_internal.unit_weight(content text)
  returns integer
  language sql
  immutable
return greatest(
  howdah_internal.text_weight(content) + case when content ~ '^[!-/:-@\[-`{-~]' then 5 else 0 end,
  ceil(octet_length(content) * 0.1)::integer);
comment on function howdah_internal.unit_weight is 'What a unit adds to a chunk, in quarters of a token.';
