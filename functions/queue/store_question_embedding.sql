create or replace function howdah.store_question_embedding(
  job_id bigint,
  token bigint,
  tenant text,
  payer text,
  model_id integer,
  embedding halfvec,
  call_id uuid,
  started_at timestamptz,
  usage jsonb
)
  returns boolean
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_job howdah.jobs;
begin
  select j.* into v_job
    from howdah.jobs as j
   where j.id = store_question_embedding.job_id
     and j.token = store_question_embedding.token;
  -- Before the money: what is being forgotten may hold the same question's vector.
  insert into howdah.query_embeddings (tenant_id, model_id, query_hash, embedding)
  select v_job.tenant_id, store_question_embedding.model_id, howdah.query_hash(q.content),
         store_question_embedding.embedding
    from howdah.job_content(v_job) as q (content)
   -- Gone where the conversation was deleted during the call.
   where v_job.id is not null and q.content is not null
  on conflict do nothing;
  perform howdah.write_usage(
    store_question_embedding.tenant, store_question_embedding.payer, store_question_embedding.call_id, 1,
    store_question_embedding.started_at, store_question_embedding.model_id, store_question_embedding.usage,
    'question');
  return v_job.id is not null;
end
$$;
comment on function howdah.store_question_embedding(
  bigint, bigint, text, text, integer, halfvec, uuid, timestamptz, jsonb
) is
  'Keeps the vector of a claimed message''s question and records what it cost; false when the job is not yours any more.';
