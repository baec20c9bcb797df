create or replace function howdah_internal.open_step(message howdah.messages, step howdah_internal.message_steps)
  returns howdah_internal.message_steps
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_verdict record;
begin
  step.tenant_id := (message).tenant_id;
  step.message_id := (message).id;
  step.seq := coalesce((
    select max(s.seq) from howdah_internal.message_steps as s
     where s.tenant_id = step.tenant_id and s.message_id = step.message_id), 0) + 1;
  step.started_at := howdah.clock();
  step.is_billed := false;
  v_verdict := howdah_internal.admit_step(message, step);
  step.status := case when v_verdict.admitted then 'calling' else 'refused' end;
  step.reservation_id := v_verdict.reservation_id;
  step.held_cents := v_verdict.held_cents;
  if not v_verdict.admitted then
    step.error_code := v_verdict.error_code;
    step.error_message := v_verdict.error_message;
    step.ended_at := step.started_at;
  elsif howdah_internal.is_shown_step(step) then
    -- What was read of it so far is no beginning of what comes now.
    delete from howdah_internal.message_deltas as d
     where d.tenant_id = step.tenant_id and d.message_id = step.message_id;
    update howdah.messages as m
       set status = 'streaming', attempt = m.attempt + 1
     where m.tenant_id = step.tenant_id and m.id = step.message_id;
  end if;
  insert into howdah_internal.message_steps values (step.*);
  return step;
end
$$;
comment on function howdah_internal.open_step is
  'Begins a call of a message: admits it in every limit and budget and writes it down. Its status is refused, and the '
  'error says why, where one has no room.';
