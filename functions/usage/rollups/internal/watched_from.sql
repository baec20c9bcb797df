create or replace function howdah_internal.watched_from()
  returns timestamptz
  language plpgsql
  stable
as $$
begin
  return date_trunc('hour', howdah.now() - interval '63 days', 'UTC');
end
$$;
comment on function howdah_internal.watched_from is
  'From when on usage is kept by hour, user and prompt version: nine weeks, for the watchdog looks back six of the '
  'same weekday, and three of each of them.';
