create or replace function howdah_internal.refuse_rewrite(
  message howdah.messages,
  step howdah_internal.message_steps,
  error_code text,
  error_message text
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  insert into howdah_internal.message_steps (
    tenant_id, message_id, seq, kind, call, model_id, prompt_version_id, request, status, error_code, error_message,
    started_at, ended_at
  )
  select (message).tenant_id, (message).id, coalesce(max(s.seq), 0) + 1, 'rewrite', 'chat', (step).model_id,
         (step).prompt_version_id, (step).request, 'refused', refuse_rewrite.error_code,
         left(refuse_rewrite.error_message, 500), howdah.clock(), howdah.clock()
    from howdah_internal.message_steps as s
   where s.tenant_id = (message).tenant_id and s.message_id = (message).id;
end
$$;
comment on function howdah_internal.refuse_rewrite is
  'Writes down why a question was not rewritten, without a call: message_trace shows it.';
