create or replace function howdah.question_model(job howdah.jobs)
  returns jsonb
  language plpgsql
  stable
  security definer -- the worker reads no table
  set search_path from current
as $$
begin
  return (
    select jsonb_build_object('provider', m.provider, 'model', m.name, 'model_id', m.id, 'dimensions', m.dimensions)
      from howdah.messages as a
      join howdah.conversations as c
        on c.tenant_id = a.tenant_id and c.id = a.conversation_id
      join howdah.collections as k
        on k.tenant_id = c.tenant_id and k.name = c.collection
      join howdah.models as m on m.id = k.embedding_model_id
     where a.tenant_id = job.tenant_id
       and a.id = (job.payload ->> 'message_id')::uuid
       -- Nothing is bought for an answer that has ended, and nothing past a hard budget: retrieval is by keyword.
       and a.status in ('pending', 'streaming')
       and not howdah.is_over_budget(a.tenant_id, a.user_id, m.id, 'question', job.estimated_tokens)
       and not exists (
         select from howdah.query_embeddings as e
          where e.tenant_id = a.tenant_id
            and e.model_id = m.id
            and e.query_hash = howdah.query_hash(howdah.job_content(job))
       )
  );
end
$$;
comment on function howdah.question_model(howdah.jobs) is
  'The model that embeds the question of a chat job for its collection; null where the vector is known, the message '
  'has ended or a hard budget has no room, and for all other jobs and collections.';
