drop function if exists howdah.conversation_context(uuid, integer);
create or replace function howdah.conversation_context(conversation_id uuid, max_tokens double precision default null)
  returns table (seq bigint, role text, content text, token_count integer)
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
declare
  v_max_tokens integer := coalesce(
    howdah_internal.whole('max_tokens', conversation_context.max_tokens), howdah.setting('context_tokens')::integer);
  v_conversation howdah.conversations := howdah_internal.find_conversation(conversation_context.conversation_id);
  v_summary howdah.conversation_summaries := howdah_internal.history_summary(
    v_conversation.tenant_id, v_conversation.id, v_conversation.head_message_id,
    howdah_internal.tokens_below(v_conversation.tenant_id, v_conversation.head_message_id), v_max_tokens, 1);
begin
  return query
  select h.seq, h.role, h.content, h.token_count
    from (
      select k.seq, k.role, k.content, k.token_count
        from howdah_internal.message_history(
               v_conversation.tenant_id, v_conversation.head_message_id,
               v_max_tokens - coalesce(v_summary.token_count, 0), after_seq => v_summary.to_seq) as k
      union all
      select v_summary.to_seq, 'user', howdah_internal.summary_block(v_summary.content), v_summary.token_count - 4
       where v_summary.id is not null
    ) as h
   -- Instructions as they were given, then the rest from the newest back.
   order by h.role not in ('system', 'developer'),
            case when h.role in ('system', 'developer') then h.seq else -h.seq end;
end
$$;
comment on function howdah.conversation_context is
  'What a model would be told of a conversation: all system and developer messages of the branch that is shown, in '
  'their order, then the newest turns that fit into max_tokens (as estimate_tokens counts, and four a message; default '
  'setting context_tokens), newest first, without questions that were never answered; the last row is the summary of '
  'what does not fit, where there is one. Raises 28000, 22004, PT404. '
  'Example: select * from howdah.conversation_context(:conversation, 2000).';
grant execute on function howdah.conversation_context to howdah_app;
