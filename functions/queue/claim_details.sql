create or replace function howdah.claim_details(job howdah.jobs)
  returns jsonb
  language plpgsql
  stable
  security definer -- the worker reads no table
  set search_path from current
as $$
declare
  v_details jsonb;
  v_question text;
begin
  select jsonb_build_object(
           'provider', m.provider, 'model', m.name, 'model_id', m.id, 'dimensions', m.dimensions,
           'max_input_tokens', m.max_input_tokens, 'claim_count', job.claim_count)
    into v_details
    from howdah.lanes as l
    join howdah.models as m on m.id = l.model_id
   where l.name = job.lane;
  if job.kind = 'chat' then
    v_question := howdah.job_content(job);
    -- The question's own vector, unless it is known or the collection has no single model.
    select v_details || jsonb_build_object('embed', jsonb_build_object(
             'provider', m.provider, 'model', m.name, 'model_id', m.id, 'dimensions', m.dimensions))
      into v_details
      from howdah.messages as a
      join howdah.conversations as c
        on c.tenant_id = a.tenant_id and c.id = a.conversation_id
      join howdah.collections as k
        on k.tenant_id = c.tenant_id and k.name = c.collection
      join howdah.models as m on m.id = k.embedding_model_id
     where a.tenant_id = job.tenant_id
       and a.id = (job.payload ->> 'message_id')::uuid
       and not exists (
         select from howdah.query_embeddings as e
          where e.tenant_id = a.tenant_id
            and e.model_id = m.id
            and e.query_hash = howdah.query_hash(v_question)
       )
    union all
    select v_details
     limit 1;
  end if;
  return coalesce(v_details, '{}');
end
$$;
comment on function howdah.claim_details(howdah.jobs) is
  'What a worker must know to do a job: provider, model, dimensions, and for a question how to embed it.';
