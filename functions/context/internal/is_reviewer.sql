create or replace function howdah_internal.is_reviewer()
  returns boolean
  language sql
  stable
return pg_has_role(howdah_internal.caller(), 'howdah_reviewer', 'usage') and not howdah_internal.is_operator();
comment on function howdah_internal.is_reviewer is
  'True for logins in howdah_reviewer; false for application logins and for the owner, who acts as the application.';
