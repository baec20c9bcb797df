create or replace function howdah_internal.note_correction(
  tenant text,
  call_id uuid,
  attempt integer,
  created_at timestamptz
)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_replaced jsonb;
begin
  -- As in note_usage: until this transaction ends, its hour is not rolled up.
  perform pg_advisory_xact_lock_shared(howdah_internal.usage_hour_key(note_correction.created_at));
  if not exists (
    select from howdah_internal.usage_rollups as r
     where r.name = 'usage' and r.done_until > note_correction.created_at
  ) then
    return;
  end if;
  -- One that came late itself is added as it is then. Being added now, it is waited for, and is in the sums after that.
  perform from howdah_internal.late_usage as l
    where l.tenant_id = note_correction.tenant and l.call_id = note_correction.call_id
      and l.attempt = note_correction.attempt and l.created_at = note_correction.created_at
      and l.replaced is null
      for share;
  if found then
    return;
  end if;
  select (
           select jsonb_object_agg(e.name, to_jsonb(-(e.value)::numeric))
             from jsonb_each(to_jsonb(m) - '{attempt,prompt_version,latency_bucket,first_token_bucket}'::text[])
               as e (name, value)
            where jsonb_typeof(e.value) = 'number'
         ) || jsonb_build_object(
           'service_class', m.service_class, 'has_tokens', m.has_tokens, 'latency_bucket', null,
           'first_token_bucket', null)
    into v_replaced
    from howdah_internal.usage_measures as m
   where m.tenant_id = note_correction.tenant and m.call_id = note_correction.call_id
     and m.attempt = note_correction.attempt and m.created_at = note_correction.created_at;
  insert into howdah_internal.late_usage (tenant_id, call_id, attempt, created_at, replaced)
  values (
    note_correction.tenant, note_correction.call_id, note_correction.attempt, note_correction.created_at, v_replaced
  );
end
$$;
comment on function howdah_internal.note_correction is
  'Called before a usage row is corrected that was an estimate of a failed call, and locked by the caller: where '
  'roll-ups have it already, the next run adds the new row and takes this one out.';
