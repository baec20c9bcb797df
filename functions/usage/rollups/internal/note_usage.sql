create or replace function howdah_internal.note_usage(
  tenant text,
  call_id uuid,
  attempt integer,
  created_at timestamptz
)
  returns boolean
  language plpgsql
  volatile
as $$
begin
  -- Until this transaction ends, its hour is not rolled up; one that was already is told of the latecomer.
  if pg_advisory_xact_lock_shared(howdah_internal.usage_hour_key(note_usage.created_at)) is not null then
    -- A query of its own: it sees what was committed while the lock was waited for.
    if exists (
      select from howdah_internal.usage_rollups as r where r.name = 'usage' and r.done_until > note_usage.created_at
    ) then
      insert into howdah_internal.late_usage (tenant_id, call_id, attempt, created_at)
      values (note_usage.tenant, note_usage.call_id, note_usage.attempt, note_usage.created_at);
      return true;
    end if;
  end if;
  return false;
end
$$;
comment on function howdah_internal.note_usage is
  'Called for every usage row that is written, so that roll-ups lose none, however late it commits; true for a '
  'latecomer, whose hour was rolled up already.';
