create or replace function howdah_internal.begin_step_embed(
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
  v_wanted record;
  v_step howdah_internal.message_steps;
begin
  if begin_step_embed.query_embedding is not null then
    return null;
  end if;
  select t.texts, m as model
    into v_wanted
    from howdah.conversations as c
    join howdah.messages as q on q.tenant_id = c.tenant_id and q.id = (message).parent_id
    join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
    join howdah.models as m on m.id = k.embedding_model_id
   cross join lateral (
     select howdah_internal.search_texts(c.tenant_id, q.id, (message).id) as texts offset 0
   ) as t
   where c.tenant_id = (message).tenant_id and c.id = (message).conversation_id
     -- An application that makes its own calls brings the vector along, unless it wants all steps.
     and ((message).run_by = 'worker' or exists (
       select from howdah_internal.jobs as j where j.id = begin_step_embed.job_id and j.payload ? 'all_steps'))
     and exists (
       select from unnest(t.texts) as n (text)
        where not exists (
          select from howdah_internal.query_embeddings as e
           where e.tenant_id = c.tenant_id and e.model_id = m.id
             and e.query_hash = howdah_internal.query_hash(n.text) and e.query_prefix = m.query_prefix))
     -- Once: one that failed is done without, for retrieval is by keyword then. After the retrieval it helps nobody.
     and not exists (
       select from howdah_internal.message_steps as s
        where s.tenant_id = (message).tenant_id and s.message_id = (message).id
          and (s.kind = 'embed' and s.status in ('failed', 'refused') or s.kind = 'answer' and s.status = 'done'))
     -- Its provider makes everybody wait.
     and not exists (
       select from howdah.lanes as l
        where l.model_id = m.id and l.class = 'interactive' and l.paused_until > howdah.clock());
  if not found then
    return null;
  end if;
  v_step.call := 'embed';
  v_step.model_id := (v_wanted.model).id;
  v_wanted.texts := howdah_internal.sent_queries(v_wanted.texts, v_wanted.model);
  v_step.input_tokens := (
    select sum(ceil(howdah.estimate_tokens(t.text) * (v_wanted.model).token_ratio))
      from unnest(v_wanted.texts) as t (text));
  v_step.request := jsonb_build_object(
    'provider', (v_wanted.model).provider, 'model', (v_wanted.model).name, 'texts', to_jsonb(v_wanted.texts),
    'dimensions', (v_wanted.model).dimensions);
  return v_step;
end
$$;
comment on function howdah_internal.begin_step_embed is
  'The vector of the question, by the model of the collection that it is asked of, and in the same call that of the '
  'question that was made of it or of the question together with what it leans on; null where they are known.';
