create or replace function howdah.clock()
  returns timestamptz
  language sql
  volatile
return pg_catalog.clock_timestamp();
comment on function howdah.clock is
  'Returns the time of this moment, for leases and durations. Example: select howdah.clock().';
grant execute on function howdah.clock to howdah_app, howdah_worker, howdah_analyst, howdah_admin;
