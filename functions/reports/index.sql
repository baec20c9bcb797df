-- What an analyst reads.
\ir usage_by_day.sql
\ir cost_by_model.sql
\ir cost_by_user_month.sql
\ir cost_by_user_local_month.sql
\ir cost_by_tenant_month.sql
\ir cost_by_feature_month.sql
\ir cost_by_provider_month.sql
\ir cost_by_prompt_version.sql
\ir unpriced_usage.sql
\ir cost_differences.sql
\ir latency_by_model.sql
\ir cache_hit_rate.sql
\ir top_users.sql
\ir refused_answers.sql
\ir conversation_overview.sql
\ir my_usage.sql
\ir message_lineage.sql
