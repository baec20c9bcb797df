create or replace function howdah_internal.message_reranker(message howdah.messages)
  returns integer
  language plpgsql
  stable
as $$
#variable_conflict use_column
begin
  return (
    select coalesce(q.rerank_model_id, c.rerank_model_id, k.rerank_model_id)
      from howdah.conversations as c
      join howdah.messages as q on q.tenant_id = c.tenant_id and q.id = (message).parent_id
      left join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
     where c.tenant_id = (message).tenant_id and c.id = (message).conversation_id and c.collection is not null);
end
$$;
comment on function howdah_internal.message_reranker is
  'The rerank model for the sources of an answer: of its question, its conversation or its collection; null for none.';
