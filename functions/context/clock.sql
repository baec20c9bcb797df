create or replace function howdah.clock()
  returns timestamptz
  language sql
  volatile
return pg_catalog.clock_timestamp();
comment on function howdah.clock() is 'Time of this moment, for leases and durations.';
