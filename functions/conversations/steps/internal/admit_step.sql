create or replace function howdah_internal.admit_step(
  message howdah.messages,
  step howdah_internal.message_steps,
  out admitted boolean,
  out reservation_id uuid,
  out held_cents numeric,
  out error_code text,
  out error_message text
)
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_replaced howdah_internal.reservations;
  v_verdict record;
  v_is_counted boolean := true;
  -- A call with a prompt of its own only helps the one that answers.
  v_is_answer boolean := (step).call = 'chat' and (step).prompt_version_id is null;
begin
  if v_is_answer then
    -- What send_message holds, or the call before: the same id, so that the end of the message ends it.
    reservation_id := (message).id;
    delete from howdah_internal.reservations as r
     where r.tenant_id = (message).tenant_id and r.id = (message).id and r.status = 'held'
    returning r.* into v_replaced;
    -- send_message has counted the request, and one that the provider did not take is none.
    v_is_counted := not (message).is_bulk and exists (
      select from howdah_internal.message_steps as s
        join howdah.llm_usage as u
          on u.tenant_id = s.tenant_id and u.call_id = s.message_id and u.attempt = s.seq
         and u.created_at = s.started_at
       where s.tenant_id = (message).tenant_id and s.message_id = (message).id and s.call = 'chat'
         and s.prompt_version_id is null
         and (u.status = 'ok' or u.tokens_used > 0));
  else
    reservation_id := gen_random_uuid();
    v_is_counted := false;
  end if;
  v_verdict := howdah_internal.admit_call(
    (message).tenant_id, (message).user_id, (step).model_id,
    howdah_internal.step_feature(message, step),
    (step).input_tokens, coalesce((step).output_tokens, 0), reservation_id,
    greatest((message).deadline, howdah.clock()) + interval '15 minutes',
    replaced => v_replaced, request_count => v_is_counted::integer,
    slot_count => (v_is_answer and not (message).is_bulk)::integer);
  admitted := v_verdict.admitted;
  if admitted then
    held_cents := (
      select r.amount_cents from howdah_internal.reservations as r
       where r.tenant_id = (message).tenant_id and r.id = admit_step.reservation_id);
    return;
  end if;
  reservation_id := null;
  error_code := case when v_verdict.reason in ('budget', 'unpriced') then 'PT402' else 'PT429' end;
  error_message := howdah_internal.refusal_text(v_verdict.reason)
    || coalesce(' (' || v_verdict.scope || ', ' || v_verdict.period || ')', '');
end
$$;
comment on function howdah_internal.admit_step is
  'Admits one call of a message with the most that it may use: its very request and the limit of the answer that is '
  'sent along. Raises or lowers what the message holds; where there is no room nothing is held any more.';
