create or replace function howdah.erasure_steps()
  returns table (relation text, action text, condition text, change text)
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  -- In the order of the locks. $1 is the tenant, $2 the user. A chat call under way stays as a job of nobody, so that
  -- its cost is recorded, and so do those for documents that are everybody's.
  return query values
    ('jobs', 'kept without the person', $s$user_id = $2 and kind = 'chat' and state = 'running'$s$,
      $s$user_id = null, error_message = null,
         payload = jsonb_build_object('message_id', payload -> 'message_id', 'model_id', payload -> 'model_id')$s$),
    ('jobs', 'kept without the person', $s$user_id = $2 and kind = 'embed_chunk' and exists (
       select from howdah.chunks as c
        where c.tenant_id = $1 and c.id = (payload ->> 'chunk_id')::bigint and c.owner_id is null)$s$,
      'user_id = null, error_message = null'),
    ('jobs', 'deleted', $s$user_id = $2 and not (kind = 'chat' and state = 'running')
       and not (kind = 'embed_chunk' and exists (
         select from howdah.chunks as c
          where c.tenant_id = $1 and c.id = (payload ->> 'chunk_id')::bigint and c.owner_id is null))$s$, null),
    ('jobs_done', 'kept without the person', $s$user_id = $2$s$, 'user_id = null'),
    ('query_embeddings', 'deleted', $s$query_hash in (
       select howdah.query_hash(q.content) from howdah.messages as q
        where q.tenant_id = $1 and q.user_id = $2 and q.role = 'user'
       union select r.query_hash from howdah.retrieval_metrics as r where r.tenant_id = $1 and r.user_id = $2)$s$, null),
    ('experiment_exposures', 'deleted', $s$unit_id = $2 or unit_id in (
       select c.id::text from howdah.conversations as c where c.tenant_id = $1 and c.user_id = $2)$s$, null),
    ('llm_usage', 'kept without the person', $s$user_id = $2$s$,
      'user_id = null, conversation_id = null, message_id = null'),
    ('feedback', 'deleted', $s$rater_kind = 'user' and rater = $2$s$, null),
    ('conversations', 'deleted', $s$user_id = $2$s$, null),
    ('prompt_versions', 'kept without the person', $s$author = $2$s$, 'author = null'),
    ('prompt_labels', 'kept without the person', $s$activated_by = $2$s$, 'activated_by = null'),
    ('prompt_label_history', 'kept without the person', $s$changed_by = $2$s$, 'changed_by = null'),
    ('experiments', 'kept without the person', $s$started_by = $2 or stopped_by = $2$s$,
      'started_by = nullif(started_by, $2), stopped_by = nullif(stopped_by, $2)'),
    ('documents', 'deleted', $s$owner_id = $2$s$, null),
    ('retrieval_metrics', 'deleted', $s$user_id = $2$s$, null),
    ('reservations', 'kept without the person', $s$user_id = $2$s$, $s$user_id = null, holds = '[]', rates = '[]'$s$),
    ('rate_state', 'deleted', $s$subject = $2 and rate_limit_id in (
       select l.id from howdah.rate_limits as l where l.scope in ('user', 'plan'))$s$, null),
    ('rate_limits', 'deleted', $s$scope = 'user' and scope_id = $2$s$, null),
    ('budget_windows', 'deleted', $s$subject = $2 and budget_id in (
       select b.id from howdah.budgets as b where b.scope in ('user', 'plan'))$s$, null),
    ('budgets', 'deleted', $s$scope = 'user' and scope_id = $2$s$, null),
    -- After the money, as whoever keeps an answer; some have gone with their documents.
    ('llm_cache', 'deleted', $s$user_id = $2 and not exists (
         select from howdah.llm_cache_sources as s
           join howdah.documents as d on d.tenant_id = s.tenant_id and d.id = s.document_id
          where s.tenant_id = $1 and s.key = llm_cache.key and d.owner_id = $2)$s$, null),
    ('users', 'deleted', $s$id = $2$s$, null);
end
$$;
comment on function howdah.erasure_steps() is
  'What forget_user does, table by table; messages, requests, citations, chunks and vectors go with their parents.';
