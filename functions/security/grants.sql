-- The EXECUTE grants are the permissions; PUBLIC has nothing and no group role writes a table. What an earlier install
-- granted and this one does not is taken back.
revoke all on all tables in schema howdah from public, howdah_app, howdah_worker, howdah_analyst, howdah_admin;
revoke all on all sequences in schema howdah from public, howdah_app, howdah_worker, howdah_analyst, howdah_admin;
revoke all on all routines in schema howdah from public, howdah_app, howdah_worker, howdah_analyst, howdah_admin;
grant usage on schema howdah to howdah_app, howdah_worker, howdah_analyst, howdah_admin;

-- Context: policies and column defaults call these as whoever asks.
grant execute on function
  howdah.now(), howdah.clock(), howdah.jwt_claims(), howdah.current_user_id(), howdah.current_tenant(),
  howdah.caller(), howdah.is_operator(), howdah.is_worker(), howdah.is_embedded(), howdah.act_as(text, text),
  howdah.refuse_identity(boolean),
  howdah.context_tenant(), howdah.setting(text), howdah.schema_version()
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin;

grant select on howdah.tenants to howdah_app;
grant select on howdah.users to howdah_app;
grant select on howdah.collections to howdah_app;
grant select on howdah.documents to howdah_app;
grant select on howdah.chunks to howdah_app;
grant select on howdah.embeddings to howdah_app;
grant select on howdah.conversations to howdah_app;
grant select on howdah.messages to howdah_app;
grant select on howdah.feedback to howdah_app;
grant select on howdah.llm_usage to howdah_app;
grant select on howdah.document_status to howdah_app;
grant select on howdah.embedding_coverage to howdah_app;
grant select on howdah.document_embeddings to howdah_app;
grant select on howdah.usage_measures to howdah_app;
grant select on howdah.my_usage to howdah_app;
grant select on howdah.conversation_overview to howdah_app;
grant select on howdah.reembedding_progress to howdah_app, howdah_admin;

grant select on howdah.tenants to howdah_analyst;
grant select on howdah.collections to howdah_analyst;
grant select on howdah.llm_usage to howdah_analyst;
grant select on howdah.daily_summaries to howdah_analyst;
grant select on howdah.usage_hourly to howdah_analyst;
grant select on howdah.usage_daily to howdah_analyst;
grant select on howdah.usage_daily_models to howdah_analyst;
grant select on howdah.usage_monthly_users to howdah_analyst;
grant select on howdah.usage_monthly_features to howdah_analyst;
grant select on howdah.usage_monthly_unpriced to howdah_analyst;
grant select on howdah.usage_latency to howdah_analyst;
grant select on howdah.models to howdah_analyst;
grant select on howdah.model_prices to howdah_analyst;
grant select on howdah.price_corrections to howdah_analyst;
grant select on howdah.lanes to howdah_analyst;
grant select on howdah.usage_by_day to howdah_analyst;
grant select on howdah.cost_by_model to howdah_analyst;
grant select on howdah.cost_by_user_month to howdah_analyst;
grant select on howdah.cost_by_tenant_month to howdah_analyst;
grant select on howdah.cost_by_feature_month to howdah_analyst;
grant select on howdah.cost_by_provider_month to howdah_analyst;
grant select on howdah.cost_by_prompt_version to howdah_analyst;
grant select on howdah.unpriced_usage to howdah_analyst;
grant select on howdah.latency_by_model to howdah_analyst;
grant select on howdah.cache_hit_rate to howdah_analyst;
grant select on howdah.top_users to howdah_analyst;
grant select on howdah.refused_answers to howdah_analyst;
grant select on howdah.conversation_overview to howdah_analyst;
grant select (
  tenant_id, id, message_id, collection, model_id, mode, match_count, result_count, top_similarity, avg_similarity,
  recall, latency_ms, created_at
) on howdah.retrieval_metrics to howdah_analyst;
grant select (
  tenant_id, id, query_set, mode, k, settings, note, query_count, ndcg, recall, mrr, empty_count, keyword_count, p50_ms,
  p95_ms, created_at
) on howdah.evaluations to howdah_analyst;
grant select on howdah.rate_limits to howdah_analyst, howdah_admin;
grant select on howdah.rate_state to howdah_analyst, howdah_admin;
grant select on howdah.budgets to howdah_analyst, howdah_admin;
grant select on howdah.budget_windows to howdah_analyst, howdah_admin;
grant select on howdah.rate_status to howdah_analyst, howdah_admin;
grant select on howdah.budget_status to howdah_analyst, howdah_admin;
grant select on howdah.budget_alerts to howdah_analyst, howdah_admin;
grant select on howdah.retrieval_baselines to howdah_analyst;
grant select on howdah.retrieval_quality to howdah_analyst;
grant select (tenant_id, id, user_id, prompt, model_id, collection, created_at, updated_at, archived_at, is_one_shot)
  on howdah.conversations to howdah_analyst;
grant select (
  tenant_id, id, conversation_id, seq, role, status, user_id, prompt_version_id, experiment_id, model_id,
  input_tokens, output_tokens, tokens_used, cost_cents, latency_ms, first_token_ms, cached, is_refusal,
  finish_reason, error_code, retrieval_mode, created_at, completed_at
) on howdah.messages to howdah_analyst;

grant select on howdah.schedules to howdah_analyst;
grant select on howdah.schedule_runs to howdah_analyst;
grant select on howdah.schedule_health to howdah_analyst;
grant select on howdah.usage_rollups to howdah_analyst;
grant select on howdah.late_usage to howdah_analyst;
grant select on howdah.usage_measures to howdah_analyst;
grant select on howdah.unrolled_usage to howdah_analyst;
grant select on howdah.usage_day_parts to howdah_analyst;
grant select on howdah.usage_month_parts to howdah_analyst;
grant select on howdah.latency_parts to howdah_analyst;
grant select on howdah.my_usage to howdah_analyst;
grant select on howdah.watched_tables to howdah_analyst;
grant select on howdah.watch_status to howdah_analyst;
grant select (id, watched_table_id, created_at) on howdah.watched_changes to howdah_analyst;
grant select (tenant_id, watched_table_id, document_id, error_at) on howdah.watched_documents to howdah_analyst;

-- Who writes prompts and runs experiments reads them, and what came of them, without what anybody said.
grant select on howdah.prompts to howdah_admin, howdah_analyst;
grant select on howdah.prompt_versions to howdah_admin;
grant select (
  tenant_id, id, prompt, version, form, model_id, params, variables, commit_message, author, created_at
) on howdah.prompt_versions to howdah_analyst;
grant select on howdah.prompt_labels to howdah_admin, howdah_analyst;
grant select on howdah.prompt_label_history to howdah_admin, howdah_analyst;
grant select on howdah.experiments to howdah_admin, howdah_analyst;
grant select on howdah.experiment_variants to howdah_admin, howdah_analyst;
grant select on howdah.experiment_exposures to howdah_admin, howdah_analyst;
grant select on howdah.active_prompts to howdah_admin;
grant select on howdah.prompt_performance to howdah_admin, howdah_analyst;
grant select on howdah.prompt_feedback to howdah_admin, howdah_analyst;
grant select on howdah.experiment_results to howdah_admin, howdah_analyst;
grant select on howdah.models to howdah_admin;
grant select (tenant_id, message_id, rater_kind, rater, score, created_at) on howdah.feedback to howdah_admin, howdah_analyst;
grant select (
  tenant_id, id, conversation_id, status, user_id, prompt_version_id, experiment_id, model_id, tokens_used, cost_cents,
  latency_ms, is_refusal, created_at
) on howdah.messages to howdah_admin;
