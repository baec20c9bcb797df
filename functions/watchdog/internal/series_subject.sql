create or replace function howdah_internal.series_subject(series howdah_internal.watched_series)
  returns text
  language sql
  immutable
return case when (series_subject.series).dimension = 'tenant' then 'tenant ' || (series_subject.series).tenant_id
  else concat_ws(', ',
    'user ' || (series_subject.series).user_id,
    'model ' || (series_subject.series).provider || '/' || (series_subject.series).model,
    'feature ' || nullif((series_subject.series).feature, ''),
    'prompt ' || nullif((series_subject.series).prompt, '') || ' v' || (series_subject.series).prompt_version)
end;
comment on function howdah_internal.series_subject is 'Whose calls a series adds up, for people.';
