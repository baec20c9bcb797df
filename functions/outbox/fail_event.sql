create or replace function howdah.fail_event(
  tenant text,
  event_id uuid,
  attempt double precision,
  error_code text,
  http_status double precision default null,
  retry_after_ms double precision default null
)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_attempt integer := howdah_internal.whole('attempt', fail_event.attempt);
  v_http_status integer := howdah_internal.whole('http_status', fail_event.http_status);
  -- Nobody is believed who asks for more than an hour.
  v_asked_seconds double precision := least(
    3600, greatest(0, howdah_internal.whole('retry_after_ms', fail_event.retry_after_ms)) / 1000.0);
  v_base double precision := howdah.setting('retry_base_seconds');
  v_now timestamptz := howdah.clock();
  -- It takes others, but not this one.
  v_is_refusal boolean := coalesce(v_http_status in (400, 413, 415, 422), false);
  v_error text := left(concat_ws(' ', fail_event.error_code, v_http_status), 200);
  v_event howdah.outbox;
begin
  if fail_event.tenant is null or fail_event.event_id is null or v_attempt is null or fail_event.error_code is null then
    raise exception 'tenant, event_id, attempt and error_code are required'
      using errcode = '22004', hint = 'Pass the first three as claim_events returned them.';
  end if;
  update howdah.outbox as o
     set last_error = v_error,
         refusals = o.refusals + v_is_refusal::integer,
         given_up_at = case when v_is_refusal and o.refusals >= 9 then v_now end,
         -- Later than the others that wait, so that one that always fails keeps nobody.
         next_attempt_at = v_now + make_interval(secs => greatest(
           v_asked_seconds, (0.5 + random() / 2) * least(600, v_base * 3.0 ^ least(o.attempts - 1, 20))))
   where o.tenant_id = fail_event.tenant and o.id = fail_event.event_id and o.attempts = v_attempt
     and o.delivered_at is null and o.given_up_at is null
  returning o.* into v_event;
  if not found then
    return null;
  end if;
  -- What was under way together meets one and the same fault.
  update howdah_internal.outbox_receiver as r
     set failure_count = r.failure_count + (r.paused_until > v_now is not true)::integer,
         failing_since = coalesce(r.failing_since, v_now),
         last_error = v_error,
         paused_until = greatest(r.paused_until, v_now + make_interval(secs => greatest(
           v_asked_seconds, (0.5 + random() / 2) * least(60, v_base * 2.0 ^ least(r.failure_count, 20)))))
   where not v_is_refusal;
  return case when v_event.given_up_at is null then 'again' else 'given_up' end;
end
$$;
comment on function howdah.fail_event is
  'Notes that an event was not received, and decides: again, later and later up to ten minutes, or given_up when the '
  'receiver has refused this one ten times (400, 413, 415, 422). Any other failure is the receiver''s, and pauses all '
  'for up to a minute, or as long as it asked for. Null where another claim has the event by now. Raises 22004, 22023. '
  'Example: select howdah.fail_event(''default'', :event_id, 1, ''http'', 503).';
grant execute on function howdah.fail_event to howdah_worker;
