create or replace function howdah_internal.period_seconds(period text)
  returns bigint
  language sql
  immutable
return case period when 'second' then 1 when 'minute' then 60 when 'hour' then 3600 end;
comment on function howdah_internal.period_seconds is
  'Seconds of the period of a rate; null for a day, a month and now.';
grant execute on function howdah_internal.period_seconds to howdah_analyst, howdah_admin;
