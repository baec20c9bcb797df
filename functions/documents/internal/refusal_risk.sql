create or replace function howdah_internal.refusal_risk(content text)
  returns integer
  language sql
  immutable
return case
  when octet_length(content) > 1.3 * length(content) then 2
  when length(regexp_replace(content, '[A-Za-z ]+', '', 'g')) > 0.4 * length(content) then 1
  else 0
end;
comment on function howdah_internal.refusal_risk is
  'What tokenizers differ most about: 2 other scripts than Latin, 1 numbers, signs and the like, 0 all else.';
