-- The EXECUTE grants are the permissions, so PUBLIC has nothing, whatever CREATE FUNCTION gave it.
revoke all on all routines in schema howdah, howdah_internal from public;
revoke all on all tables in schema howdah, howdah_internal from public;
grant usage on schema howdah, howdah_internal
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
