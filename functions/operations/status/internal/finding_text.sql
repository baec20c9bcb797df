create or replace function howdah_internal.finding_text(finding jsonb)
  returns text
  language sql
  immutable
return concat_ws(': ', (finding_text.finding ->> 'subject') || ': ' || (finding_text.finding ->> 'finding'),
  finding_text.finding ->> 'advice') || case when finding_text.finding is not null then '' end;
comment on function howdah_internal.finding_text is
  'A finding in one line: whose, what, and its cure where one is known; null of null.';
