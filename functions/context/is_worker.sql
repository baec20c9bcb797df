create or replace function howdah.is_worker()
  returns boolean
  language sql
  stable
return pg_has_role(howdah.caller(), 'howdah_worker', 'usage') or howdah.is_operator();
comment on function howdah.is_worker() is
  'True for logins in howdah_worker and the owner of the schema; false for application logins.';
