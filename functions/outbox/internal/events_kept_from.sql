create or replace function howdah_internal.events_kept_from()
  returns timestamptz
  language plpgsql
  stable
as $$
begin
  return howdah.now() - make_interval(days => howdah.setting('outbox_days')::integer);
end
$$;
comment on function howdah_internal.events_kept_from is 'Events from before this time are posted no more.';
