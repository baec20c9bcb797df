create or replace function howdah_internal.clear_refusals(lane text)
  returns void
  language plpgsql
  volatile
as $$
begin
  if exists (
    select from howdah.lanes as l where l.name = clear_refusals.lane and l.refusal_count + l.failure_count > 0
  ) then
    -- One that is locked is told by the next call.
    update howdah.lanes as l
       set refusal_count = 0, failure_count = 0, failing_since = null
     where l.name = (
       select w.name from howdah.lanes as w where w.name = clear_refusals.lane for no key update skip locked);
  end if;
end
$$;
comment on function howdah_internal.clear_refusals is
  'A call of this lane went well: the next rate limit or failure is a first one.';
