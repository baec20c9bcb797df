create or replace function howdah_internal.repeated_answer(
  conversation howdah.conversations,
  request_key text,
  role text
)
  returns uuid
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_message howdah.messages;
  v_id uuid;
begin
  if repeated_answer.request_key is null then
    return null;
  end if;
  select m.* into v_message
    from howdah.messages as m
   where m.tenant_id = (conversation).tenant_id and m.conversation_id = (conversation).id
     and m.request_key = repeated_answer.request_key;
  if not found then
    return null;
  end if;
  v_id := case v_message.role
    when 'assistant' then v_message.id
    else (
      select a.id from howdah.messages as a
       where a.tenant_id = v_message.tenant_id and a.parent_id = v_message.id and a.role = 'assistant'
       order by a.seq
       limit 1
    )
  end;
  -- A question that add_message brought has nobody who answers it.
  if v_message.role != repeated_answer.role or v_id is null then
    raise exception 'this request_key was used for something else'
      using errcode = 'PT409', hint = 'Use a new key for each request, and the same one only to repeat it.';
  end if;
  return v_id;
end
$$;
comment on function howdah_internal.repeated_answer is
  'The answer that a request_key got before, null when it is new; role says whose key it is: a question''s (user) or '
  'an answer''s (assistant). Raises PT409 for one used otherwise.';
