drop function if exists howdah.conversation_context(uuid, integer);
create or replace function howdah.conversation_context(conversation_id uuid, max_tokens double precision default null)
  returns table (seq bigint, role text, content text, token_count integer)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_max_tokens integer := howdah_internal.whole('max_tokens', conversation_context.max_tokens);
  v_conversation howdah.conversations := howdah_internal.find_conversation(conversation_context.conversation_id);
begin
  return query
  select h.seq, h.role, h.content, h.token_count
    from howdah_internal.message_history(
           v_conversation.tenant_id, v_conversation.head_message_id, v_max_tokens) as h
   -- Instructions as they were given, then the rest from the newest back.
   order by h.role not in ('system', 'developer'),
            case when h.role in ('system', 'developer') then h.seq else -h.seq end;
end
$$;
comment on function howdah.conversation_context is
  'What a model would be told of a conversation: all system and developer messages of the branch that is shown, in '
  'their order, then the newest turns that fit into max_tokens (as estimate_tokens counts, and four a message; default '
  'setting context_tokens), newest first, without questions that were never answered. Raises 28000, 22004, PT404. '
  'Example: select * from howdah.conversation_context(:conversation, 2000).';
grant execute on function howdah.conversation_context to howdah_app;
