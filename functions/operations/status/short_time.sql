create or replace function howdah.short_time(seconds numeric)
  returns text
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  return case
    when short_time.seconds < 120 then format('%s s', ceil(short_time.seconds))
    when short_time.seconds < 7200 then format('%s min', ceil(short_time.seconds / 60))
    when short_time.seconds < 172800 then format('%s h', ceil(short_time.seconds / 3600))
    when short_time.seconds is not null then format('%s days', ceil(short_time.seconds / 86400))
  end;
end
$$;
comment on function howdah.short_time(numeric) is 'A number of seconds for people, such as 4 min; null of null.';
