-- Who reads conversations: the user the own ones, all others no content.
select howdah_internal.let_read('howdah.conversations', 'howdah_app', '@tenant and user_id = @user');
select howdah_internal.let_read('howdah.messages', 'howdah_app', '@tenant and user_id = @user');
select howdah_internal.let_read('howdah.feedback', 'howdah_app', '@tenant and rater_kind = ''user'' and rater = @user');
select howdah_internal.let_read(
  'howdah.conversations', r.reader, r.condition,
  'tenant_id, id, user_id, prompt, model_id, model, system_prompt_id, collection, created_at, updated_at, archived_at,
   is_one_shot')
  from (values ('howdah_analyst', 'true'), ('howdah_admin', '@tenant')) as r (reader, condition);
select howdah_internal.let_read(
  'howdah.messages', r.reader, r.condition,
  'tenant_id, id, conversation_id, seq, role, status, user_id, prompt_version_id, experiment_id, model_id, model,
   input_tokens, output_tokens, tokens_used, cost_cents, latency_ms, first_token_ms, cached, is_refusal,
   finish_reason, error_code, retrieval_mode, created_at, completed_at')
  from (values ('howdah_analyst', 'true'), ('howdah_admin', '@tenant')) as r (reader, condition);
select howdah_internal.let_read(
  'howdah.feedback', r.reader, r.condition, 'tenant_id, message_id, rater_kind, rater, score, created_at')
  from (values ('howdah_analyst', 'true'), ('howdah_admin', '@tenant')) as r (reader, condition);
select howdah_internal.let_read('howdah.conversation_summaries', 'howdah_app', '@tenant and user_id = @user');
select howdah_internal.let_read(
  'howdah.conversation_summaries', r.reader, r.condition,
  'tenant_id, id, conversation_id, user_id, from_seq, to_seq, message_id, former_id, run_id, attempt, token_count,
   error_code, created_at, completed_at, stale_at')
  from (values ('howdah_analyst', 'true'), ('howdah_admin', '@tenant')) as r (reader, condition);
