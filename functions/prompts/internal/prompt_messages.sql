create or replace function howdah_internal.prompt_messages(form text, content text)
  returns jsonb
  language plpgsql
  immutable
as $$
declare
  v_messages jsonb;
begin
  if prompt_messages.form = 'text' then
    return jsonb_build_array(jsonb_build_object('role', 'system', 'content', prompt_messages.content));
  end if;
  begin
    v_messages := prompt_messages.content::jsonb;
  exception when invalid_text_representation or untranslatable_character then
    v_messages := null;
  end;
  if jsonb_typeof(v_messages) is distinct from 'array' or v_messages = '[]' or exists (
    select from jsonb_array_elements(v_messages) as m (message)
     where jsonb_typeof(m.message) != 'object'
        or jsonb_typeof(m.message -> 'content') is distinct from 'string'
        or btrim(m.message ->> 'content', E' \t\r\n') = ''
        or coalesce(m.message ->> 'role', '') not in ('system', 'developer', 'user', 'assistant')
        or m.message - 'role' - 'content' != '{}'
  ) then
    raise exception 'the content of a chat prompt is not an array of messages'
      using errcode = '22023',
            hint = 'Example: [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hi"}]; '
              'roles are system, developer, user, assistant.';
  end if;
  return v_messages;
end
$$;
comment on function howdah_internal.prompt_messages is
  'The messages {role, content} of a prompt of either form; a text is one system message. Raises 22023 for anything '
  'else.';
