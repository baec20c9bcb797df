create or replace function howdah_internal.keep_summary(message howdah.messages, content text, kind text)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_content text := btrim(keep_summary.content, E' \t\r\n');
  v_tokens integer := howdah.estimate_tokens(howdah_internal.summary_block(v_content)) + 4;
  v_problem text := case
    -- What its end would have said is missing.
    when keep_summary.kind = 'length' then 'cut_off'
    when v_tokens > howdah.setting('context_tokens')::integer / 2 then 'too_long'
  end;
begin
  update howdah.conversation_summaries as s
     set content = case when v_problem is null then v_content end,
         token_count = v_tokens,
         error_code = v_problem,
         completed_at = howdah.clock()
   where s.tenant_id = (message).tenant_id and s.run_id = (message).id and s.stale_at is null;
  if not found then
    update howdah.messages as m
       set content = '', parts = null
     where m.tenant_id = (message).tenant_id and m.id = (message).id;
    update howdah_internal.message_steps as s
       set request = null
     where s.tenant_id = (message).tenant_id and s.message_id = (message).id;
  end if;
end
$$;
comment on function howdah_internal.keep_summary is
  'Keeps what the run of a summary gave; not where its limit cut it off, or it takes more than half of context_tokens. '
  'Of one that went stale meanwhile no text is left.';
