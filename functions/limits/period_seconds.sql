create or replace function howdah.period_seconds(period text)
  returns bigint
  language sql
  immutable
return case period when 'second' then 1 when 'minute' then 60 when 'hour' then 3600 end;
comment on function howdah.period_seconds(text) is 'Seconds of the period of a rate; null for a day, a month and now.';
