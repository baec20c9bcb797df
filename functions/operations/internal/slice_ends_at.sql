create or replace function howdah_internal.slice_ends_at(seconds integer)
  returns timestamptz
  language plpgsql
  volatile
as $$
begin
  return least(
    pg_catalog.clock_timestamp() + make_interval(secs => slice_ends_at.seconds),
    -- What a statement_timeout takes back is done for nothing.
    statement_timestamp() + nullif(current_setting('statement_timeout')::interval, interval '0') * 0.6);
end
$$;
comment on function howdah_internal.slice_ends_at is
  'When work that goes on with the next call is to stop: after so many seconds of real time, and well before a '
  'statement_timeout.';
