create or replace function howdah_internal.begin_step_rerank(
  message howdah.messages,
  job_id bigint,
  token bigint,
  query_embedding halfvec
)
  returns howdah_internal.message_steps
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_model_id integer := howdah_internal.message_reranker(message);
  v_model howdah.models;
  v_asked record;
  v_texts text[];
  v_found record;
  v_sent record;
  v_step howdah_internal.message_steps;
begin
  -- Once: where it failed the order that is there will do, and after the answer it helps nobody.
  if v_model_id is null or (message).is_bulk or exists (
       select from howdah_internal.message_steps as s
        where s.tenant_id = (message).tenant_id and s.message_id = (message).id
          and (s.kind = 'rerank' and s.status in ('done', 'failed', 'refused')
            or s.kind = 'answer' and s.status = 'done'))
     -- An application that makes its own calls makes this one only where it wants all steps.
     or (message).run_by != 'worker' and not exists (
       select from howdah_internal.jobs as j where j.id = begin_step_rerank.job_id and j.payload ? 'all_steps')
     -- Its provider makes everybody wait.
     or exists (
       select from howdah.lanes as l
        where l.model_id = v_model_id and l.class = 'interactive' and l.paused_until > howdah.clock()) then
    return null;
  end if;
  select m.* into strict v_model from howdah.models as m where m.id = v_model_id;
  select c.collection, coalesce(q.min_similarity, c.min_similarity) as min_similarity,
         howdah_internal.source_filter(
           coalesce(q.filter, c.filter), coalesce(q.document_ids, c.document_ids)) as filter
    into v_asked
    from howdah.conversations as c
    join howdah.messages as q on q.tenant_id = c.tenant_id and q.id = (message).parent_id
   where c.tenant_id = (message).tenant_id and c.id = (message).conversation_id;
  v_texts := howdah_internal.search_texts((message).tenant_id, (message).parent_id, (message).id);
  select array_agg(howdah_internal.embedding_text(s.title, s.heading, s.content) order by s.rank) as documents,
         jsonb_agg(jsonb_build_object(
           'chunk_id', s.chunk_id, 'content_hash', encode(sha256(convert_to(s.content, 'UTF8')), 'hex'))
           order by s.rank) as sources
    into v_found
    from howdah_internal.find_sources(
      (message).tenant_id, (message).user_id, v_texts, begin_step_rerank.query_embedding,
      v_asked.collection, howdah_internal.rerank_pool(), v_asked.filter, v_asked.min_similarity) as s;
  if coalesce(cardinality(v_found.documents), 0) < 2 then
    return null;
  end if;
  -- The last text is the one that stands for itself.
  v_sent := howdah_internal.fit_documents(v_model, v_texts[cardinality(v_texts)], v_found.documents);
  v_step.call := 'rerank';
  v_step.model_id := v_model.id;
  v_step.input_tokens := v_sent.input_tokens;
  v_step.request := jsonb_build_object(
    'provider', v_model.provider, 'model', v_model.name, 'query', v_sent.query, 'documents', v_sent.documents,
    'top_n', cardinality(v_sent.documents), 'sources', v_found.sources);
  return v_step;
end
$$;
comment on function howdah_internal.begin_step_rerank is
  'The passages found for a question, more than the answer is given, to be put in order by the model that the '
  'question, its conversation or its collection names; null where none does, or there is nothing to choose from.';
