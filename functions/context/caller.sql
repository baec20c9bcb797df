-- Inside a definer function current_user is the owner; the setting role still names who really asks.
create or replace function howdah.caller()
  returns name
  language sql
  stable
return case when current_setting('role') = 'none' then session_user else current_setting('role')::name end;
comment on function howdah.caller() is 'The role that really asks, also inside a definer function.';
