-- The EXECUTE grants are the permissions; PUBLIC has nothing and no group role writes a table.
revoke all on all tables in schema howdah from public;
revoke all on all sequences in schema howdah from public;
revoke all on all routines in schema howdah from public;
grant usage on schema howdah to howdah_app, howdah_worker, howdah_analyst, howdah_admin;

-- Context: policies and column defaults call these as whoever asks.
grant execute on function
  howdah.now(), howdah.clock(), howdah.jwt_claims(), howdah.current_user_id(), howdah.current_tenant(),
  howdah.caller(), howdah.is_operator(), howdah.is_embedded(), howdah.act_as(text, text), howdah.context_tenant(),
  howdah.setting(text), howdah.schema_version()
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin;

grant select on
  howdah.tenants, howdah.users, howdah.collections, howdah.documents, howdah.chunks, howdah.embeddings,
  howdah.conversations, howdah.messages, howdah.feedback, howdah.llm_usage,
  howdah.document_status, howdah.embedding_coverage, howdah.document_embeddings, howdah.usage_by_day,
  howdah.cost_by_model, howdah.conversation_overview
  to howdah_app;
grant select on howdah.reembedding_progress to howdah_app, howdah_admin;

grant select on
  howdah.tenants, howdah.collections, howdah.llm_usage, howdah.daily_summaries, howdah.usage_hourly,
  howdah.usage_daily, howdah.usage_latency, howdah.models, howdah.model_prices, howdah.lanes,
  howdah.usage_by_day, howdah.cost_by_model, howdah.conversation_overview
  to howdah_analyst;
grant select (
  tenant_id, id, message_id, collection, model_id, mode, match_count, result_count, top_similarity, avg_similarity,
  recall, latency_ms, created_at
) on howdah.retrieval_metrics to howdah_analyst;
grant select (
  tenant_id, id, query_set, mode, k, settings, note, query_count, ndcg, recall, mrr, empty_count, keyword_count, p50_ms,
  p95_ms, created_at
) on howdah.evaluations to howdah_analyst;
grant select on howdah.retrieval_baselines, howdah.retrieval_quality to howdah_analyst;
grant select (tenant_id, id, user_id, prompt, model_id, collection, created_at, updated_at, archived_at, is_one_shot)
  on howdah.conversations to howdah_analyst;
grant select (
  tenant_id, id, conversation_id, seq, role, status, user_id, prompt_version_id, experiment_id, model_id,
  input_tokens, output_tokens, tokens_used, cost_cents, latency_ms, first_token_ms, cached, is_refusal,
  finish_reason, error_code, retrieval_mode, created_at, completed_at
) on howdah.messages to howdah_analyst;

do $$
declare
  v_grant record;
begin
  -- By name: every overload of a public function has the same readers.
  for v_grant in
    select p.oid::regprocedure as routine, g.role
      from (values
        ('howdah_app', array[
          'create_collection', 'add_document', 'add_document_chunks', 'delete_document', 'delete_missing_documents', 'chunk_text', 'search',
          'ranked_chunks', 'check_search', 'ingest_document', 'embedding_progress', 'embedding_jobs', 'model_name',
          'request_query_embedding', 'embed_query', 'store_query_embedding', 'start_conversation', 'send_message', 'read_message',
          'cancel_message', 'give_feedback', 'conversation_context', 'message_sources', 'message_request',
          'format_answer', 'await_message', 'ask', 'refuse_waiting', 'active_prompt', 'render_prompt', 'set_user',
          'offer_providers', 'enqueue', 'ensure_user', 'require_user', 'default_model', 'find_model',
          'render_template', 'wait_reason', 'reembedding_state', 'record_retrieval']),
        ('howdah_worker', array[
          'register_worker', 'offer_providers', 'claim_jobs', 'heartbeat', 'complete_job', 'complete_embeddings',
          'store_question_embedding', 'prepare_message', 'append_partial', 'complete_message', 'record_message_usage',
          'complete_jobs', 'record_embedding_usage', 'fail_job', 'release_jobs', 'reap_jobs', 'maintain_queue', 'worker_metrics',
          'unfinished_jobs', 'wait_reason']),
        ('howdah_admin', array[
          'set_setting', 'set_tenant', 'set_user', 'register_model', 'create_prompt_version', 'activate_prompt',
          'rollback_prompt', 'active_prompt', 'render_prompt', 'render_template', 'set_price', 'set_lane',
          'set_budget', 'pause_lane', 'resume_lane', 'retry_dead_jobs', 'cancel_job', 'create_collection', 'doctor', 'status_lines',
          'find_model', 'default_model', 'start_reembedding', 'finish_reembedding', 'rollback_reembedding',
          'reembedding_state', 'wait_reason', 'measure_recall', 'check_retrieval_drift', 'check_embeddings', 'reset_retrieval_baseline',
          'judge_query', 'forget_judged_queries', 'request_judged_embeddings', 'evaluate_queries', 'evaluate_search', 'dcg',
          'ndcg', 'recall_at', 'reciprocal_rank'])
      ) as g (role, names)
      join pg_proc as p
        on p.proname = any (g.names) and p.pronamespace = 'howdah'::regnamespace
  loop
    execute format('grant execute on routine %s to %I', v_grant.routine, v_grant.role);
  end loop;
end
$$;
