create or replace function howdah_internal.user_erasure()
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
    ('howdah_internal.statements', 'closed_by = $2', 'closed_by = null'),
    ('howdah_internal.statement_lines', 'user_id = $2', 'user_id = null'),
    ('pruned_usage', 'user_id = $2', 'user_id = null'),
    ('credits', 'granted_by = $2', 'granted_by = null'),
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
    ('howdah_internal.budget_forecasts', $s$subject = $2 and budget_id in (
       select b.id from howdah.budgets as b where b.scope in ('user', 'plan'))$s$, null),
    ('budgets', $s$scope = 'user' and scope_id = $2$s$, null),
    ('llm_cache', $s$user_id = $2 and not exists (
       select from howdah_internal.llm_cache_sources as s
         join howdah.documents as d on d.tenant_id = s.tenant_id and d.id = s.document_id
        where s.tenant_id = $1 and s.key = llm_cache.key and d.owner_id = $2)$s$, null),
    ('outbox', 'user_id = $2', null),
    ('incidents', 'user_id = $2', null),
    ('incidents', 'acknowledged_by = $2 and user_id is distinct from $2', 'acknowledged_by = null'),
    ('change_log', 'subject = ' || v_pseudonym || ' and object is not null',
      'object = null, before = null, after = null'),
    ('access_log_texts', 'reader = ' || v_pseudonym, null),
    ('pseudonyms', 'user_id = $2', null),
    ('users', 'id = $2', null);
end
$$;
comment on function howdah_internal.user_erasure is
  'The part of erasure_steps() for a user: $1 is the tenant, $2 the user.';
