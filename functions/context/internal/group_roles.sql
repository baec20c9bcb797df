create or replace function howdah_internal.group_roles()
  returns text[]
  language sql
  immutable
as $$ select '{howdah_app,howdah_worker,howdah_analyst,howdah_admin,howdah_reviewer}'::text[] $$;
comment on function howdah_internal.group_roles is
  'The roles that howdah makes and grants to; worker/install/preflight.sql has the same list.';
