create or replace function howdah_internal.is_worker()
  returns boolean
  language sql
  stable
return pg_has_role(howdah_internal.caller(), 'howdah_worker', 'usage') or howdah_internal.is_operator();
comment on function howdah_internal.is_worker is
  'True for logins in howdah_worker and the owner of the schema; false for application logins.';
