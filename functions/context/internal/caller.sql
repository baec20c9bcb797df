-- Inside a definer function current_user is the owner; the setting role still names who really asks.
create or replace function howdah_internal.caller()
  returns name
  language sql
  stable
return case when current_setting('role') = 'none' then session_user else current_setting('role')::name end;
comment on function howdah_internal.caller is 'The role that really asks, also inside a definer function.';
