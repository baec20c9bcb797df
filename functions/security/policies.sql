-- The context stands in (select ..), so that it is read once a statement and not once a row. context_tenant() raises 28000
-- where tenants are required and none is set: the rows of the tenant default are of somebody too.
select howdah.ensure_policy(p.relation::regclass, p.policy, 'howdah_app', replace(p.condition, '@tenant', 'tenant_id = (select howdah.context_tenant())'))
  from (values
    ('howdah.tenants', 'tenants_members_read', '@tenant'),
    ('howdah.users', 'users_read_themselves', '@tenant and id = (select howdah.current_user_id())'),
    ('howdah.collections', 'collections_tenant_reads', '@tenant'),
    ('howdah.documents', 'documents_owner_reads',
      '@tenant and (owner_id is null or owner_id = (select howdah.current_user_id()))'),
    ('howdah.chunks', 'chunks_owner_reads',
      '@tenant and (owner_id is null or owner_id = (select howdah.current_user_id()))'),
    ('howdah.embeddings', 'embeddings_owner_reads',
      '@tenant and (owner_id is null or owner_id = (select howdah.current_user_id()))'),
    ('howdah.conversations', 'conversations_user_reads', '@tenant and user_id = (select howdah.current_user_id())'),
    ('howdah.messages', 'messages_user_reads', '@tenant and user_id = (select howdah.current_user_id())'),
    ('howdah.feedback', 'feedback_rater_reads',
      '@tenant and rater_kind = ''user'' and rater = (select howdah.current_user_id())'),
    ('howdah.llm_usage', 'llm_usage_user_reads', '@tenant and user_id = (select howdah.current_user_id())')
  ) as p (relation, policy, condition);

-- An analyst sees all tenants; the grants leave out every column with content.
select howdah.ensure_policy(p.relation::regclass, replace(p.relation, 'howdah.', '') || '_analyst_reads', 'howdah_analyst', 'true')
  from unnest(array[
    'howdah.tenants', 'howdah.collections', 'howdah.conversations', 'howdah.messages', 'howdah.llm_usage',
    'howdah.daily_summaries', 'howdah.usage_hourly', 'howdah.usage_daily', 'howdah.usage_daily_models',
    'howdah.usage_monthly_users', 'howdah.usage_monthly_features', 'howdah.usage_monthly_unpriced',
    'howdah.usage_latency',
    'howdah.price_corrections',
    'howdah.lanes', 'howdah.models', 'howdah.model_prices', 'howdah.retrieval_metrics', 'howdah.retrieval_baselines',
    'howdah.evaluations', 'howdah.schedules', 'howdah.schedule_runs', 'howdah.usage_rollups', 'howdah.late_usage',
    'howdah.watched_tables', 'howdah.watched_changes', 'howdah.watched_documents',
    'howdah.rate_limits', 'howdah.rate_state', 'howdah.budgets', 'howdah.budget_windows',
    'howdah.prompts', 'howdah.prompt_versions', 'howdah.prompt_labels', 'howdah.prompt_label_history',
    'howdah.experiments', 'howdah.experiment_variants', 'howdah.experiment_exposures', 'howdah.feedback'
  ]) as p (relation);

-- Who sets limits sees what they do.
select howdah.ensure_policy(p.relation::regclass, replace(p.relation, 'howdah.', '') || '_admin_reads', 'howdah_admin', 'true')
  from unnest(array['howdah.rate_limits', 'howdah.rate_state', 'howdah.budgets', 'howdah.budget_windows']) as p (relation);

-- Who writes prompts sees those of the tenant, and what came of their answers without the content.
select howdah.ensure_policy(
         ('howdah.' || t.name)::regclass, t.name || '_admin_reads', 'howdah_admin',
         'tenant_id = (select howdah.context_tenant())')
  from unnest(array[
    'prompts', 'prompt_versions', 'prompt_labels', 'prompt_label_history', 'experiments', 'experiment_variants',
    'experiment_exposures', 'messages', 'feedback'
  ]) as t (name);
select howdah.ensure_policy('howdah.models', 'models_admin_reads', 'howdah_admin', 'true');
