create or replace function howdah_internal.tenant_erasure()
  returns table (relation text, condition text, change text)
  language plpgsql
  immutable
as $$
declare
  -- A chat call under way stays as a job of nobody, so that its cost is recorded.
  v_nobodys_call text := $s$user_id = null, error_message = null, is_unwanted = true$s$;
begin
  return query values
    ('jobs', $s$not (kind = 'chat' and state = 'running')$s$, null),
    ('jobs', $s$kind = 'chat' and state = 'running' and (
       user_id is not null or error_message is not null)$s$,
      v_nobodys_call);
  return query select r.name, 'true', null from unnest(array[
    'jobs_done', 'llm_cache_waiters', 'llm_cache_flights', 'query_embeddings', 'experiment_exposures', 'conversations'
  ]) as r (name);
  return query values
    ('watched_documents', $s$not exists (
       select from howdah.watched_tables as w where w.id = watched_table_id and w.tenant = $1)$s$, null);
  return query select r.name, 'true', null from unnest(array[
    'documents', 'audiences', 'groups', 'refused_texts', 'retrieval_metrics', 'retrieval_baselines',
    'judged_queries', 'evaluations', 'lexeme_stats', 'corpus_stats', 'moved_in', 'outbox', 'incidents',
    'access_log_texts',
    'access_log', 'change_log', 'log_chain', 'log_heads', 'pseudonyms'
  ]) as r (name);
  return query values
    -- What money needs stays under the tenant's id.
    ('llm_usage', $s$user_id is not null or conversation_id is not null or message_id is not null
       or prompt is not null or experiment_id is not null or feature is distinct from kind$s$,
      'user_id = null, conversation_id = null, message_id = null, prompt = null, prompt_version = null,
       experiment_id = null, feature = kind'),
    ('howdah_internal.statements', 'closed_by is not null', 'closed_by = null'),
    ('howdah_internal.statement_lines',
      $s$num_nonnulls(user_id, description) > 0 or (feature, plan) != (call_kind, '')$s$,
      $s$user_id = null, feature = call_kind, plan = '', description = null$s$),
    ('pruned_usage', $s$user_id is not null or feature != call_kind or plan != ''$s$,
      $s$user_id = null, feature = call_kind, plan = ''$s$),
    -- The zone first: without it, what is left of the sums is not read.
    ('usage_zones', 'true', null), ('usage_month_edges', 'true', null),
    ('customer_prices', 'true', null), ('tenant_plans', 'true', null),
    ('credits', 'num_nonnulls(granted_by, reason, request_key) > 0',
      'granted_by = null, reason = null, request_key = null'),
    ('queue_heads', 'true', null),
    ('reservations', $s$user_id is not null or feature is not null or holds != '{}' or rates != '{}'$s$,
      $s$user_id = null, feature = null, holds = '{}', rates = '{}'$s$);
  return query select r.name, 'true', null from unnest(array[
    'rate_state', 'rate_limits', 'budget_windows', 'howdah_internal.budget_forecasts', 'budgets'
  ]) as r (name);
  return query values
    ('llm_cache', $s$not exists (
       select from howdah_internal.llm_cache_sources as s
         join howdah.documents as d on d.tenant_id = s.tenant_id and d.id = s.document_id
        where s.tenant_id = $1 and s.key = llm_cache.key)$s$, null);
  return query select r.name, 'true', null from unnest(array[
    'users', 'tenants', 'collections', 'prompt_labels', 'prompt_label_history', 'experiments',
    'howdah_internal.prompt_versions', 'prompts'
  ]) as r (name);
end
$$;
comment on function howdah_internal.tenant_erasure is
  'The part of erasure_steps() for a tenant: $1 is the tenant.';
