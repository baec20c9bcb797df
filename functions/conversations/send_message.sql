create or replace function howdah.send_message(
  conversation_id uuid,
  content text,
  request_key text default null,
  variables jsonb default '{}',
  model text default null,
  run_by text default 'worker',
  deadline timestamptz default null
)
  returns uuid
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
  v_user text := howdah.require_user();
  v_conversation howdah.conversations;
  v_prompt record;
  v_model_id integer;
  v_lane text;
  v_job_id bigint;
  v_question_id uuid := gen_random_uuid();
  v_answer_id uuid := gen_random_uuid();
begin
  if send_message.conversation_id is null or send_message.content is null then
    raise exception 'conversation_id and content are required'
      using errcode = '22004', hint = 'Pass the id that start_conversation returned and the question.';
  end if;
  if btrim(send_message.content, E' \t\r\n') = '' then
    raise exception 'the message is empty' using errcode = '22023', hint = 'Pass a question of at least one character.';
  end if;
  if length(send_message.content) > 32000 then
    raise exception 'the message is longer than 32,000 characters'
      using errcode = '22001', hint = 'Put long texts into documents and ask about them.';
  end if;
  if send_message.run_by is distinct from 'worker' or jsonb_typeof(send_message.variables) is distinct from 'object'
     or length(send_message.request_key) > 200 then
    raise exception 'run_by, variables or request_key is out of range'
      using errcode = '22023', hint = 'run_by is worker, variables a JSON object, request_key at most 200 characters.';
  end if;
  select c.* into v_conversation
    from howdah.conversations as c
   where c.tenant_id = v_tenant and c.id = send_message.conversation_id
     and (c.user_id is not distinct from v_user or v_user is null)
     for no key update;
  if not found then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Start one with howdah.start_conversation, as the same user.';
  end if;
  if send_message.request_key is not null then
    select a.id into v_answer_id
      from howdah.messages as q
      join howdah.messages as a
        on a.tenant_id = q.tenant_id and a.parent_id = q.id
     where q.tenant_id = v_tenant and q.conversation_id = v_conversation.id
       and q.request_key = send_message.request_key
     order by a.seq
     limit 1;
    if found then
      return v_answer_id;
    end if;
    v_answer_id := gen_random_uuid();
  end if;
  select p.* into v_prompt from howdah.active_prompt(v_conversation.prompt) as p;
  perform howdah.render_template(v_prompt.content, v_conversation.variables || send_message.variables);
  v_model_id := coalesce(
    case when send_message.model is not null then howdah.find_model(send_message.model, 'chat') end,
    v_conversation.model_id,
    case when v_prompt.model is not null then howdah.find_model(v_prompt.model, 'chat') end,
    howdah.default_model('chat'));
  insert into howdah.messages (
    tenant_id, id, conversation_id, seq, parent_id, role, status, content, user_id, request_key, variables,
    prompt_version_id, model_id, run_by, deadline, completed_at
  )
  values
    (v_tenant, v_question_id, v_conversation.id, v_conversation.last_seq + 1, v_conversation.head_message_id, 'user',
     'complete', send_message.content, v_conversation.user_id, send_message.request_key, send_message.variables,
     null, null, 'worker', null, howdah.now()),
    (v_tenant, v_answer_id, v_conversation.id, v_conversation.last_seq + 2, v_question_id, 'assistant',
     'pending', '', v_conversation.user_id, null, send_message.variables,
     v_prompt.prompt_version_id, v_model_id, send_message.run_by,
     coalesce(send_message.deadline,
       howdah.now() + make_interval(secs => howdah.setting('message_deadline_seconds')::integer)), null);
  update howdah.conversations as c
     set last_seq = c.last_seq + 2, head_message_id = v_answer_id, updated_at = howdah.now()
   where c.tenant_id = v_tenant and c.id = v_conversation.id;
  v_lane := howdah.model_lane(v_model_id, 'interactive');
  v_job_id := howdah.add_job(
    'chat', jsonb_build_object('message_id', v_answer_id), v_lane,
    dedup_key => v_answer_id::text,
    deadline => (select m.deadline from howdah.messages as m where m.tenant_id = v_tenant and m.id = v_answer_id),
    -- What history and sources add is not known yet.
    estimated_tokens => length(send_message.content) / 4 + 1000);
  if exists (select from howdah.lanes as l where l.name = v_lane and l.paused_until > howdah.clock()) then
    perform howdah.move_to_fallback(array[v_job_id]);
  end if;
  -- Last, because all who share a limit or a budget wait for its row.
  perform howdah.admit_message(
    v_tenant, v_conversation.user_id, v_answer_id, v_model_id, v_conversation.prompt,
    length(send_message.content) / 4 + 1000,
    coalesce(v_prompt.params ->> 'max_completion_tokens', v_prompt.params ->> 'max_tokens')::integer,
    send_message.deadline);
  return v_answer_id;
end
$$;
comment on function howdah.send_message(uuid, text, text, jsonb, text, text, timestamptz) is
  'Asks in a conversation and returns the id of the pending answer, which a worker writes: poll read_message. The '
  'same request_key again returns the same answer. Raises 28000, 22004, 22023, 22001 above 32,000 characters, '
  'PT404, PT422 for missing prompt variables, PT429 and PT402 where a limit or budget has no room (DETAIL has '
  'retry_after). Example: select howdah.send_message(:conversation, ''How do refunds work?'').';
