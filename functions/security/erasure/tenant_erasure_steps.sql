create or replace function howdah.tenant_erasure_steps()
  returns table (relation text, action text, condition text, change text, is_last boolean)
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  -- In the order of the locks; what money needs stays under the tenant's id. A chat call under way stays as a job of
  -- nobody, so that its cost is recorded. The last ones are few, and refuse to go while the tenant has its row.
  return query values
    ('jobs', 'deleted', $s$not (kind = 'chat' and state = 'running')$s$, null, false),
    ('jobs', 'kept without content', $s$kind = 'chat' and state = 'running' and (
       user_id is not null or error_message is not null or payload - 'message_id' - 'model_id' != '{}')$s$,
      $s$user_id = null, error_message = null,
         payload = jsonb_build_object('message_id', payload -> 'message_id', 'model_id', payload -> 'model_id')$s$, false),
    ('jobs_done', 'deleted', 'true', null, false),
    ('llm_cache_waiters', 'deleted', 'true', null, false),
    ('llm_cache_flights', 'deleted', 'true', null, false),
    ('query_embeddings', 'deleted', 'true', null, false),
    ('experiment_exposures', 'deleted', 'true', null, false),
    ('conversations', 'deleted', 'true', null, false),
    ('watched_documents', 'deleted', $s$not exists (
       select from howdah.watched_tables as w where w.id = watched_table_id and w.tenant = $1)$s$, null, false),
    ('documents', 'deleted', 'true', null, false),
    ('retrieval_metrics', 'deleted', 'true', null, false),
    ('retrieval_baselines', 'deleted', 'true', null, false),
    ('judged_queries', 'deleted', 'true', null, false),
    ('evaluations', 'deleted', 'true', null, false),
    ('lexeme_stats', 'deleted', 'true', null, false),
    ('corpus_stats', 'deleted', 'true', null, false),
    ('llm_usage', 'kept without content', $s$user_id is not null or conversation_id is not null or message_id is not null
       or prompt is not null or experiment_id is not null or feature is distinct from kind$s$,
      'user_id = null, conversation_id = null, message_id = null, prompt = null, prompt_version = null,
       experiment_id = null, feature = kind', false),
    ('queue_heads', 'deleted', 'true', null, false),
    ('reservations', 'kept without content', $s$user_id is not null or feature is not null or holds != '[]' or rates != '[]'$s$,
      $s$user_id = null, feature = null, holds = '[]', rates = '[]'$s$, false),
    ('rate_state', 'deleted', 'true', null, false),
    ('rate_limits', 'deleted', 'true', null, false),
    ('budget_windows', 'deleted', 'true', null, false),
    ('budgets', 'deleted', 'true', null, false),
    -- After the money, as whoever keeps an answer; some have gone with their documents.
    ('llm_cache', 'deleted', $s$not exists (
         select from howdah.llm_cache_sources as s
           join howdah.documents as d on d.tenant_id = s.tenant_id and d.id = s.document_id
          where s.tenant_id = $1 and s.key = llm_cache.key)$s$, null, false),
    ('users', 'deleted', 'true', null, false),
    ('tenants', 'deleted', 'true', null, true),
    ('collections', 'deleted', 'true', null, true),
    ('prompt_labels', 'deleted', 'true', null, true),
    ('prompt_label_history', 'deleted', 'true', null, true),
    ('experiments', 'deleted', 'true', null, true),
    ('prompt_versions', 'deleted', 'true', null, true),
    ('prompts', 'deleted', 'true', null, true);
end
$$;
comment on function howdah.tenant_erasure_steps() is
  'What forget_tenant does, table by table; messages, citations, feedback, chunks and vectors go with their parents.';
