create or replace function howdah_internal.start_summary(
  message howdah.messages,
  model_id integer,
  prompt_version_id bigint,
  experiment_id bigint,
  last_message_id uuid,
  from_seq bigint,
  to_seq bigint,
  former_id uuid,
  estimated_tokens integer
)
  returns uuid
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_tenant text := (message).tenant_id;
  v_user text := (message).user_id;
  v_now timestamptz := howdah.now();
  v_run_id uuid := gen_random_uuid();
  v_run howdah.conversations;
  v_question howdah.messages;
  v_answer howdah.messages;
begin
  insert into howdah.conversation_summaries as s (
    tenant_id, conversation_id, user_id, from_seq, to_seq, message_id, former_id, run_id
  )
  values (
    v_tenant, (message).conversation_id, v_user, start_summary.from_seq, start_summary.to_seq,
    start_summary.last_message_id, start_summary.former_id, v_run_id
  )
  on conflict (tenant_id, message_id) where stale_at is null do update
    set run_id = excluded.run_id, from_seq = excluded.from_seq, former_id = excluded.former_id,
        attempt = s.attempt + 1, error_code = null, created_at = v_now
  -- One that was not written is tried again after 4 minutes, 16, 64 ...
  where s.content is null and s.created_at < v_now - least('1 day', interval '1 minute' * 4 ^ least(s.attempt, 9));
  if not found then
    return null;
  end if;
  insert into howdah.conversations (tenant_id, user_id, prompt, is_one_shot, summary_of, last_seq)
  select v_tenant, v_user, v.prompt, true, (message).conversation_id, 0
    from howdah_internal.prompt_versions as v
   where v.tenant_id = v_tenant and v.id = start_summary.prompt_version_id
  returning * into v_run;
  -- What it is asked is read when it is asked: no second copy of what was said.
  v_question := howdah_internal.insert_message(
    v_run, null, 'user', format('Messages %s to %s, in short.', start_summary.from_seq, start_summary.to_seq));
  insert into howdah.messages (
    tenant_id, id, conversation_id, seq, parent_id, role, status, user_id, prompt_version_id, experiment_id, model_id,
    deadline, tokens_above, is_bulk
  )
  values (
    v_tenant, v_run_id, v_run.id, 2, v_question.id, 'assistant', 'pending', v_user, start_summary.prompt_version_id,
    start_summary.experiment_id, start_summary.model_id, v_now + interval '1 day', 0, true
  )
  returning * into v_answer;
  update howdah.conversations as c
     set last_seq = 2, head_message_id = v_run_id
   where c.tenant_id = v_tenant and c.id = v_run.id;
  perform howdah_internal.add_answer_job(v_answer, start_summary.estimated_tokens);
  return v_run_id;
end
$$;
comment on function howdah_internal.start_summary is
  'Begins to summarise the branch of a message up to last_message_id: a run of the prompt in the bulk lane of its '
  'model, admitted when it is called. Null where another one was quicker, or one that failed is to wait.';
