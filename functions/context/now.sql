create or replace function howdah.now()
  returns timestamptz
  language sql
  stable
return pg_catalog.now();
comment on function howdah.now is
  'Returns the time of this transaction; every rule about time reads it, so that tests can set it. Example: select '
  'howdah.now().';
grant execute on function howdah.now to howdah_app, howdah_worker, howdah_analyst, howdah_admin;
