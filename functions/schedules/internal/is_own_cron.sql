create or replace function howdah_internal.is_own_cron(command text, database text, job_name text default null)
  returns boolean
  language sql
  stable
return is_own_cron.command ~* '^\s*select\s+(\*\s+from\s+)?howdah\.run_schedule\s*\([^;]*\)\s*;?\s*$'
   and (
     is_own_cron.database = current_database()
     -- This database had another name, or another cluster, before it was restored. What is registered here for the
     -- howdah of a database beside it bears its name: cache-cleanup@shop.
     or position('@' in is_own_cron.job_name) = 0
     or not exists (select from pg_catalog.pg_database as d where d.datname = is_own_cron.database));
comment on function howdah_internal.is_own_cron is
  'Whether a job of pg_cron, or a run of one, is of this howdah: known by what it does, not by its name, its login or '
  'the name that the database had.';
grant execute on function howdah_internal.is_own_cron to howdah_admin;
