create or replace function howdah.message_lineage(message_id uuid)
  returns jsonb
  language plpgsql
  volatile -- a look of others is noted
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_message howdah.messages := howdah_internal.reviewed_message(message_lineage.message_id);
begin
  return jsonb_build_object(
    'message_id', v_message.id,
    'conversation_id', v_message.conversation_id,
    'user_id', v_message.user_id,
    'status', v_message.status,
    'rewritten_question', v_message.rewritten_question,
    'model', (select m.provider || '/' || m.name from howdah.models as m where m.id = v_message.model_id),
    'prompt', (
      select jsonb_build_object('name', v.prompt, 'version', v.version) from howdah_internal.prompt_versions as v
       where v.tenant_id = v_message.tenant_id and v.id = v_message.prompt_version_id),
    'experiment', (
      select jsonb_build_object('id', x.id, 'unit', x.unit, 'status', x.status) from howdah.experiments as x
       where x.tenant_id = v_message.tenant_id and x.id = v_message.experiment_id),
    'chunks', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'position', c.position, 'chunk_id', c.chunk_id, 'document_id', c.document_id, 'source', c.source,
               'score', c.score, 'rerank_score', c.rerank_score, 'is_cited', c.is_cited) order by c.position), '[]')
        from howdah_internal.message_citations as c
       where c.tenant_id = v_message.tenant_id and c.message_id = v_message.id),
    'summary', (
      select jsonb_build_object('id', s.id, 'from_seq', s.from_seq, 'to_seq', s.to_seq, 'content', s.content,
               'stale_at', s.stale_at, 'run_id', s.run_id)
        from howdah.conversation_summaries as s
       where s.tenant_id = v_message.tenant_id and s.id = v_message.summary_id),
    'cached', v_message.cached,
    'cache_entry', (
      select jsonb_build_object('key', encode(e.key, 'hex'), 'scope', e.scope, 'created_at', e.created_at,
               'expires_at', e.expires_at, 'hit_count', e.hit_count)
        from howdah_internal.llm_cache as e
       where e.tenant_id = v_message.tenant_id and e.key = v_message.cache_key),
    'calls', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'attempt', u.attempt, 'created_at', u.created_at, 'feature', u.feature, 'status', u.status,
               'error_code', u.error_code, 'model', u.provider || '/' || u.model, 'input_tokens', u.input_tokens,
               'output_tokens', u.output_tokens, 'cached', u.cached, 'cost_cents', u.cost_cents,
               'saved_cents', u.saved_cents, 'price_id', u.price_id, 'price', to_jsonb(p)) order by u.created_at), '[]')
        from howdah.llm_usage as u
        left join howdah.model_prices as p on p.id = u.price_id
       where u.tenant_id = v_message.tenant_id and u.message_id = v_message.id),
    'cost_cents', v_message.cost_cents);
end
$$;
comment on function howdah.message_lineage is
  'Returns where an answer comes from: conversation, user, the question as it was rewritten for its sources, prompt '
  'version, experiment, chunks with their scores, the summary of what was said before, cache entry, every call with '
  'its price, cost in US cents. For the user''s own messages; for reviewer and administrator those of the tenant, with '
  'a row in the access log. Raises 28000, 22004, PT404, 25006. Example: select '
  'jsonb_pretty(howdah.message_lineage(:message)).';
grant execute on function howdah.message_lineage to howdah_app, howdah_admin, howdah_reviewer;
