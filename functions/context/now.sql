create or replace function howdah.now()
  returns timestamptz
  language sql
  stable
return pg_catalog.now();
comment on function howdah.now() is 'Time of this transaction; every rule about time reads it, so that tests can set it.';
