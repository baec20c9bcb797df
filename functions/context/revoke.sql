-- First of all: what an earlier install granted and this one does not is taken back; each file grants what it defines.
revoke all on all tables in schema howdah, howdah_internal
  from public, howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
revoke all on all sequences in schema howdah, howdah_internal
  from public, howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
revoke all on all routines in schema howdah, howdah_internal
  from public, howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
-- This wrote to every function; what is laid after it is told from what is not by the number of the command.
select set_config('howdah.revoked_by', coalesce(max(p.cmin::text::bigint), -1)::text, true)
  from pg_proc as p
 where p.xmin = pg_current_xact_id()::xid;
