-- The EXECUTE grants are the permissions, so PUBLIC has nothing, whatever CREATE FUNCTION gave it.
revoke all on all routines in schema howdah, howdah_internal from public;
revoke all on all tables in schema howdah, howdah_internal from public;
do $do$
begin
  execute 'grant usage on schema howdah, howdah_internal to ' || array_to_string(howdah_internal.group_roles(), ', ');
end
$do$;
