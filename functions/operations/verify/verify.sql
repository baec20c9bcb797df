create or replace function howdah.verify()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  volatile
  security definer
  set search_path from current
  set jit = off
as $$
begin
  -- What this transaction wrote into the logs has no place there yet; where a guard is gone, that is told below.
  if (
    select count(distinct c.conname) = 2 from pg_constraint as c
     where c.conname in ('access_log_is_chained', 'change_log_is_chained')
       and c.conrelid in ('howdah.access_log'::regclass, 'howdah.change_log'::regclass)
  ) then
    set constraints howdah.access_log_is_chained, howdah.change_log_is_chained immediate;
    set constraints howdah.access_log_is_chained, howdah.change_log_is_chained deferred;
  end if;
  -- One function for each part; a new part is one line more.
  return query select * from howdah_internal.verify_prompts();
  return query select * from howdah_internal.verify_experiments();
  return query select * from howdah_internal.verify_documents();
  return query select * from howdah_internal.verify_watched();
  return query select * from howdah_internal.verify_conversations();
  return query select * from howdah_internal.verify_queue();
  return query select * from howdah_internal.verify_usage();
  return query select * from howdah_internal.verify_statements();
  return query select * from howdah_internal.verify_logs();
  return query select * from howdah_internal.verify_guards();
end
$$;
comment on function howdah.verify is
  'Reads everything that must always hold and returns a row for each thing that does not: what was changed past the '
  'functions, what is missing, what contradicts itself. No row means that all is well. It reads whole tables. Who may '
  'switch triggers off can also write right hashes: against that only a backup helps. Example: select * from '
  'howdah.verify().';
grant execute on function howdah.verify to howdah_admin;
