create or replace function howdah_internal.hand_out_step(
  step howdah_internal.message_steps,
  message howdah.messages
)
  returns jsonb
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_model howdah.models;
  v_timeouts jsonb;
begin
  if (step).seq is null then
    return null;
  end if;
  select m.* into v_model from howdah.models as m where m.id = (step).model_id;
  v_timeouts := howdah_internal.call_timeouts(v_model, (message).deadline);
  if exists (select from howdah_internal.step_kinds as k where k.kind = (step).kind and not k.is_needed) then
    -- Somebody waits, and it can be done without: half of the time that is left is for the answer, and a tenth of what
    -- a setting allows for what is done around the call.
    v_timeouts := v_timeouts || jsonb_build_object('total_ms', least(
      (v_timeouts ->> 'total_ms')::bigint, greatest(1, (v_timeouts ->> 'first_ms')::bigint / 2),
      coalesce(howdah.setting((step).kind || '_timeout_ms')::bigint * 9 / 10, 10000)));
  end if;
  return jsonb_build_object(
    'ref', jsonb_build_object(
      'kind', 'chat', 'tenant_id', (step).tenant_id, 'user_id', (message).user_id, 'message_id', (step).message_id,
      'seq', (step).seq, 'model_id', (step).model_id, 'started_at', (step).started_at,
      'reservation_id', (step).reservation_id),
    'kind', (step).kind,
    'call', (step).call,
    'provider', v_model.provider,
    'request', howdah_internal.with_part_data(
      (step).tenant_id, (step).request - '{provider,sources,left_out}'::text[]),
    'stream', howdah_internal.is_shown_step(step) and not (message).is_bulk,
    'timeouts', v_timeouts);
end
$$;
comment on function howdah_internal.hand_out_step is
  'A call under way as next_step hands it out; null for none. ref names the call when its outcome comes back, also '
  'after its message was deleted.';
