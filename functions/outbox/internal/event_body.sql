create or replace function howdah_internal.event_body(event howdah.outbox)
  returns text
  language plpgsql
  stable
as $$
begin
  return jsonb_build_object(
    'id', (event).id, 'type', (event).kind,
    -- Not as the session writes times: the same at every attempt.
    'timestamp', to_char((event).created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'tenant', (event).tenant_id, 'subject', (event).subject, 'text', (event).text, 'data', (event).payload);
end
$$;
comment on function howdah_internal.event_body is
  'What is posted of an event, the same to the letter at every attempt.';
