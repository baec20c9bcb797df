create or replace function howdah_internal.plan_summary(
  message howdah.messages,
  step howdah_internal.message_steps,
  content text
)
  returns uuid
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_model howdah.models;
  v_conversation howdah.conversations;
  v_window integer;
  v_room integer;
  v_below bigint;
  v_due record;
  v_name text;
  v_prompt record;
begin
  if (message).is_bulk or howdah.setting('summary_model') is null or btrim(plan_summary.content, E' \t\r\n') = '' then
    return null;
  end if;
  select m.* into strict v_model from howdah.models as m where m.id = (step).model_id;
  v_window := least(
    howdah.setting('context_tokens')::integer, howdah_internal.request_room(v_model, (step).request -> 'params'));
  -- The next question is taken to need as much beside the history as this one.
  v_room := greatest(0, least(
    v_window,
    howdah_internal.request_room(v_model, (step).request -> 'params') - howdah_internal.request_tokens(
      jsonb_build_array((step).request #> '{messages,0}', (step).request #> '{messages,-1}'),
      (step).request -> 'params')));
  v_below := (
    select q.tokens_above + howdah.estimate_tokens(q.content) + howdah.estimate_tokens(plan_summary.content) + 8
      from howdah.messages as q where q.tenant_id = (message).tenant_id and q.id = (message).parent_id);
  if (v_below > v_room / 2) is not true then
    return null;
  end if;
  select c.* into strict v_conversation from howdah.conversations as c
   where c.tenant_id = (message).tenant_id and c.id = (message).conversation_id;
  v_model := howdah_internal.summary_model();
  if v_conversation.is_one_shot or v_model.id is null then
    return null;
  end if;
  v_due := howdah_internal.summary_due(
    (message).tenant_id, (message).id, v_below, v_room, howdah_internal.history_step(v_window, v_room),
    least(2 * v_window, howdah_internal.request_room(v_model, '{}') * 3 / 4));
  if v_due.last_message_id is null or v_due.is_under_way
     -- Not waited for: whoever forgets the user waits for this job.
     or not pg_try_advisory_xact_lock_shared(howdah_internal.erasure_key((message).tenant_id))
     or not pg_try_advisory_xact_lock_shared(
       howdah_internal.erasure_key((message).tenant_id, (message).user_id)) then
    return null;
  end if;
  v_name := howdah_internal.ensure_summary_prompt((message).tenant_id);
  select p.* into v_prompt
    from howdah_internal.prompt_for(
           (message).tenant_id, v_name, 'production', (message).user_id, (message).conversation_id) as p;
  v_model := howdah_internal.summary_model(v_prompt.model_id);
  if v_prompt.variables <@ '{summary,turns}' and 'turns' = any (v_prompt.variables) and v_model.id is not null then
    return howdah_internal.start_summary(
      message, v_model.id, v_prompt.prompt_version_id, v_prompt.experiment_id, v_due.last_message_id, v_due.from_seq,
      v_due.to_seq, v_due.former_id, v_due.tokens::integer);
  end if;
  return null;
end
$$;
comment on function howdah_internal.plan_summary is
  'Has a summary written where the branch that an answer ends will soon be longer than a request has room for, so that '
  'the next one finds it. Nothing fails here: without one the history is cut as it is without summaries.';
