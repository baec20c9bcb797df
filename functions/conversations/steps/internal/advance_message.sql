create or replace function howdah_internal.advance_message(
  message howdah.messages,
  job_id bigint,
  token bigint,
  query_embedding halfvec default null
)
  returns jsonb
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_kind record;
  v_step howdah_internal.message_steps;
begin
  -- Cancelled meanwhile, and what was under way has ended.
  if (message).status not in ('pending', 'streaming') then
    perform howdah_internal.bill_steps(message);
    perform howdah_internal.finish_jobs(array[advance_message.job_id], advance_message.token, 'cancelled');
    return null;
  end if;
  -- The steps before may have taken their time: past the deadline no call is made.
  if (message).deadline <= howdah.clock() then
    perform howdah_internal.bill_steps(message);
    perform howdah_internal.bury_jobs(array[advance_message.job_id], 'expired', 'the deadline passed');
    return null;
  end if;
  for v_kind in
    select k.kind, k.is_needed from howdah_internal.step_kinds as k order by k.position
  loop
    execute format('select (s).* from howdah_internal.%I($1, $2, $3, $4) as s', 'begin_step_' || v_kind.kind)
      into v_step
      using message, advance_message.job_id, advance_message.token, advance_message.query_embedding;
    continue when v_step.call is null;
    v_step.kind := v_kind.kind;
    -- What was bought before and what may be bought now touch the same limits and budgets: all at once, in order.
    perform howdah_internal.lock_step_holds(message, v_step.model_id, v_kind.is_needed);
    perform howdah_internal.bill_steps(message);
    -- So may have the retrieval and the locks.
    if (message).deadline <= howdah.clock() then
      perform howdah_internal.bury_jobs(array[advance_message.job_id], 'expired', 'the deadline passed');
      return null;
    end if;
    v_step := howdah_internal.open_step(message, v_step);
    if v_step.status = 'calling' then
      return howdah_internal.hand_out_step(v_step, message);
    end if;
    if v_kind.is_needed then
      perform howdah_internal.bury_jobs(array[advance_message.job_id], v_step.error_code, v_step.error_message);
      return null;
    end if;
  end loop;
  -- Given from the cache, or waiting for the call of an equal request.
  perform howdah_internal.bill_steps(message);
  perform howdah_internal.bury_jobs(array[j.id], 'no_step', 'no kind of step has a call to make')
     from howdah_internal.jobs as j
    where j.id = advance_message.job_id and j.token = advance_message.token and j.state = 'running';
  return null;
end
$$;
comment on function howdah_internal.advance_message is
  'Begins the next call of a locked message: of the first kind of step that has one to make. Null when there is none, '
  'or no room for it: then the message has ended, or waits.';
