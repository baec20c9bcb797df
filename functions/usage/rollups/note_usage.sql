create or replace function howdah.note_usage(tenant text, call_id uuid, attempt integer, created_at timestamptz)
  returns void
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
begin
  -- Until this transaction ends, its hour is not rolled up; one that was already is told of the latecomer.
  perform pg_advisory_xact_lock_shared(howdah.usage_hour_key(note_usage.created_at));
  if exists (
    select from howdah.usage_rollups as r where r.name = 'usage' and r.done_until > note_usage.created_at
  ) then
    insert into howdah.late_usage (tenant_id, call_id, attempt, created_at)
    values (note_usage.tenant, note_usage.call_id, note_usage.attempt, note_usage.created_at);
  end if;
end
$$;
comment on function howdah.note_usage(text, uuid, integer, timestamptz) is
  'Called for every usage row that is written, so that roll-ups lose none, however late it commits.';
