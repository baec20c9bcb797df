create or replace function howdah_internal.end_step(
  message howdah.messages,
  job_id bigint,
  token bigint,
  step howdah_internal.message_steps,
  outcome jsonb
)
  returns jsonb
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_failure record := howdah_internal.outcome_failure(end_step.outcome);
  v_action text := howdah_internal.failure_action(v_failure.code, v_failure.http_status);
  v_has_failed boolean := v_failure.code is not null or coalesce(end_step.outcome -> 'failure' != 'null', false);
  v_result jsonb := end_step.outcome -> 'result';
  v_facts jsonb := howdah_internal.outcome_facts(step, end_step.outcome);
  v_is_needed boolean := coalesce(
    (select k.is_needed from howdah_internal.step_kinds as k where k.kind = (end_step.step).kind), true);
  v_is_end boolean;
  v_next jsonb;
  v_lane text;
begin
  if v_has_failed and v_failure.code is null
     or not v_has_failed and (jsonb_typeof(v_result) = 'object' and v_result != '{}') is not true then
    raise exception 'outcome has neither a result nor a failure with a code'
      using errcode = '22023',
            hint = 'Pass {"ref": .., "result": {"content": "Five days."}}, or "failure": {"code": "timeout"} instead.';
  end if;
  perform howdah_internal.lock_flights(array[end_step.job_id]);
  if not v_has_failed then
    execute format('select howdah_internal.%I($1, $2, $3, $4, $5, $6)', 'store_step_' || (step).kind)
      into v_is_end
      using message, end_step.job_id, end_step.token, step, v_result, v_facts;
    if not v_is_end then
      v_next := howdah_internal.advance_message(message, end_step.job_id, end_step.token);
    end if;
    -- Last: it holds the lane, but waits for nobody.
    perform howdah_internal.clear_refusals(l.name)
       from howdah.lanes as l
      where l.model_id = (step).model_id and l.refusal_count + l.failure_count > 0
        and l.class = case when (message).is_bulk then 'bulk' else 'interactive' end;
    return v_next;
  end if;
  -- The lane that a failure is noted in comes before the budgets, for claims have it when they look at those.
  v_lane := case
    when v_is_needed then (select j.lane from howdah_internal.jobs as j where j.id = end_step.job_id)
    else howdah_internal.model_lane((step).model_id, 'interactive')
  end;
  perform from howdah.lanes as l where l.name = v_lane for no key update;
  if v_action = 'permanent' then
    v_facts := v_facts || jsonb_strip_nulls(jsonb_build_object(
      'refused_param', howdah_internal.refused_param(message, end_step.job_id, step, v_failure.param),
      'is_shortened', case when v_failure.code = 'context_length_exceeded' then
        nullif(howdah_internal.may_shorten(message, end_step.job_id, step), false) end,
      'is_without_parts', nullif(howdah_internal.may_go_without_parts(step, v_failure.code), false)));
  end if;
  perform howdah_internal.close_step(
    step,
    case v_facts ->> 'error_code'
      when 'aborted' then 'cancelled' when 'not_configured' then 'refused' else 'failed' end,
    v_facts, v_failure.message);
  if v_facts ->> 'error_code' = 'not_configured' then
    -- No call was made, so none is billed.
    perform howdah_internal.lock_step_holds(message, (step).model_id, v_is_needed);
    perform howdah_internal.release_step_hold(step);
  end if;
  if (message).status not in ('pending', 'streaming') then
    return howdah_internal.advance_message(message, end_step.job_id, end_step.token);
  end if;
  if v_facts ?| '{refused_param,is_shortened,is_without_parts}' then
    -- The same without it, or with its other name; with half of what was said before, or without images and files.
    return howdah_internal.advance_message(message, end_step.job_id, end_step.token);
  end if;
  if v_is_needed or v_facts ->> 'error_code' = 'aborted' then
    perform howdah_internal.bill_steps(message);
    perform howdah.fail_jobs(
      array[end_step.job_id], end_step.token, v_failure.code, v_failure.message, v_failure.http_status,
      v_failure.retry_after_ms);
    update howdah.messages as m
       set cost_cents = howdah_internal.message_cost(m)
     where m.tenant_id = (message).tenant_id and m.id = (message).id;
    return null;
  end if;
  perform howdah_internal.mark_lane(
    l, v_action, v_failure.code, v_failure.retry_after_ms, (step).started_at)
     from howdah.lanes as l
    where l.name = v_lane;
  return howdah_internal.advance_message(message, end_step.job_id, end_step.token);
end
$$;
comment on function howdah_internal.end_step is
  'Takes the outcome of the call under way: stores its result or decides what its failure means, records what it cost, '
  'and goes on.';
