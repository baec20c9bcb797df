create or replace function howdah_internal.erasure_steps(of_user boolean)
  returns table (relation text, condition text, change text)
  language plpgsql
  immutable
as $$
declare
  -- A chat call under way stays as a job of nobody, so that its cost is recorded.
  v_nobodys_call text := $s$user_id = null, error_message = null, is_unwanted = true$s$;
  -- Under which the logs know the person; it goes last.
  v_pseudonym text := $s$(
    select p.id from howdah_internal.pseudonyms as p where p.tenant_id = $1 and p.user_id = $2)$s$;
  v_is_for_all text := $s$kind = 'embed_chunk' and exists (
    select from howdah.chunks as c
     where c.tenant_id = $1 and c.id = chunk_id and c.owner_id is null)$s$;
begin
  -- In the order of the locks. $1 is the tenant, $2 the user; where change is null, rows are deleted. Cached answers go
  -- after the money, as whoever keeps one has it; some have gone with their documents.
  if erasure_steps.of_user then
    return query values
      ('jobs', $s$user_id = $2 and kind = 'chat' and state = 'running'$s$, v_nobodys_call),
      ('jobs', 'user_id = $2 and ' || v_is_for_all, 'user_id = null, error_message = null'),
      ('jobs', $s$user_id = $2 and not (kind = 'chat' and state = 'running') and not ($s$ || v_is_for_all || ')', null),
      ('jobs_done', 'user_id = $2', 'user_id = null'),
      ('query_embeddings', $s$query_hash in (
         select h.hash
           from howdah.messages as q
          cross join lateral unnest(howdah_internal.search_texts(q.tenant_id, q.id)) as t (text)
          -- The second is how former versions knew them.
          cross join lateral (values
            (howdah_internal.query_hash(t.text)), (howdah_internal.question_hash(t.text))) as h (hash)
          where q.tenant_id = $1 and q.user_id = $2 and q.role = 'user'
         union
         select howdah_internal.query_hash(m.rewritten_question) from howdah.messages as m
          where m.tenant_id = $1 and m.user_id = $2 and m.rewritten_question is not null
         union
         select r.query_hash from howdah.retrieval_metrics as r where r.tenant_id = $1 and r.user_id = $2)$s$, null),
      ('experiment_exposures', $s$unit_id = $2 or unit_id in (
         select c.id::text from howdah.conversations as c where c.tenant_id = $1 and c.user_id = $2)$s$, null),
      ('llm_usage', 'user_id = $2', 'user_id = null, conversation_id = null, message_id = null'),
      ('feedback', $s$rater_kind = 'user' and rater = $2 or scored_by = $2$s$, null),
      ('conversations', 'user_id = $2', null),
      ('howdah_internal.prompt_versions', 'author = $2', 'author = null'),
      ('prompt_labels', 'activated_by = $2', 'activated_by = null'),
      ('prompt_label_history', 'changed_by = $2', 'changed_by = null'),
      ('experiments', 'started_by = $2 or stopped_by = $2',
        'started_by = nullif(started_by, $2), stopped_by = nullif(stopped_by, $2)'),
      -- Hashes of texts that are gone, nobody knows whose.
      ('refused_texts', $s$exists (
         select from howdah.documents as d where d.tenant_id = $1 and d.owner_id = $2)$s$, null),
      ('documents', 'owner_id = $2', null),
      ('group_members', 'user_id = $2', null),
      -- What is left of a set of readers is no longer found by who they were.
      ('audiences', $s$id in (
         select r.audience_id from howdah_internal.audience_readers as r
          where r.tenant_id = $1 and r.kind = 'user' and r.name = $2)$s$, 'readers_hash = null'),
      ('audience_readers', $s$kind = 'user' and name = $2$s$, null),
      ('retrieval_metrics', 'user_id = $2', null),
      ('reservations', 'user_id = $2', $s$user_id = null, holds = '{}', rates = '{}'$s$),
      ('rate_state', $s$subject = $2 and rate_limit_id in (
         select l.id from howdah.rate_limits as l where l.scope in ('user', 'plan'))$s$, null),
      ('rate_limits', $s$scope = 'user' and scope_id = $2$s$, null),
      ('budget_windows', $s$subject = $2 and budget_id in (
         select b.id from howdah.budgets as b where b.scope in ('user', 'plan'))$s$, null),
      ('budgets', $s$scope = 'user' and scope_id = $2$s$, null),
      ('llm_cache', $s$user_id = $2 and not exists (
         select from howdah_internal.llm_cache_sources as s
           join howdah.documents as d on d.tenant_id = s.tenant_id and d.id = s.document_id
          where s.tenant_id = $1 and s.key = llm_cache.key and d.owner_id = $2)$s$, null),
      ('outbox', 'user_id = $2', null),
      ('change_log', 'subject = ' || v_pseudonym || ' and object is not null',
        'object = null, before = null, after = null'),
      ('access_log_texts', 'reader = ' || v_pseudonym, null),
      ('pseudonyms', 'user_id = $2', null),
      ('users', 'id = $2', null);
    return;
  end if;
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
    'judged_queries', 'evaluations', 'lexeme_stats', 'corpus_stats', 'moved_in', 'outbox', 'access_log_texts',
    'access_log', 'change_log', 'log_chain',
    'log_heads', 'pseudonyms'
  ]) as r (name);
  return query values
    -- What money needs stays under the tenant's id.
    ('llm_usage', $s$user_id is not null or conversation_id is not null or message_id is not null
       or prompt is not null or experiment_id is not null or feature is distinct from kind$s$,
      'user_id = null, conversation_id = null, message_id = null, prompt = null, prompt_version = null,
       experiment_id = null, feature = kind'),
    ('queue_heads', 'true', null),
    ('reservations', $s$user_id is not null or feature is not null or holds != '{}' or rates != '{}'$s$,
      $s$user_id = null, feature = null, holds = '{}', rates = '{}'$s$);
  return query select r.name, 'true', null from unnest(array[
    'rate_state', 'rate_limits', 'budget_windows', 'budgets'
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
comment on function howdah_internal.erasure_steps is
  'What forget_user, or forget_tenant, does to each table; messages, citations, chunks and vectors go with their '
  'parents.';
