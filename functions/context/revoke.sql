-- First of all: what an earlier install granted and this one does not is taken back; each file grants what it defines.
do $do$
declare
  v_what text;
begin
  foreach v_what in array array['all tables in', 'all sequences in', 'all routines in', ''] loop
    execute format('revoke all on %s schema howdah, howdah_internal from public, %s cascade',
      v_what, array_to_string(howdah_internal.group_roles(), ', '));
  end loop;
end
$do$;
-- This wrote to every function; what is laid after it is told from what is not by the number of the command.
select set_config('howdah.revoked_by', coalesce(max(p.cmin::text::bigint), -1)::text, true)
  from pg_proc as p
 where p.xmin = pg_current_xact_id()::xid;
