create or replace function howdah_internal.short_time(seconds numeric)
  returns text
  language sql
  immutable
return case
  when seconds < 120 then format('%s s', ceil(seconds))
  when seconds < 7200 then format('%s min', ceil(seconds / 60))
  when seconds < 172800 then format('%s h', ceil(seconds / 3600))
  when seconds is not null then format('%s days', ceil(seconds / 86400))
end;
comment on function howdah_internal.short_time is
  'A number of seconds for people, such as 4 min; null of null.';
