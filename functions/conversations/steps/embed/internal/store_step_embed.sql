create or replace function howdah_internal.store_step_embed(
  message howdah.messages,
  job_id bigint,
  token bigint,
  step howdah_internal.message_steps,
  result jsonb,
  facts jsonb
)
  returns boolean
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_dimensions integer := (select m.dimensions from howdah.models as m where m.id = (step).model_id);
  v_embedding halfvec;
  v_is_good boolean := false;
begin
  begin
    v_embedding := store_step_embed.result #>> '{embeddings,0}';
    v_is_good := coalesce(vector_dims(v_embedding) = v_dimensions and l2_norm(v_embedding) > 0, false);
  exception
    when data_exception or program_limit_exceeded then
      null;
  end;
  if v_is_good then
    insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding)
    -- Under the whole question: of a long one its beginning was sent.
    select (message).tenant_id, (step).model_id, howdah_internal.query_hash(q.content), v_embedding
      from howdah.messages as q
     where q.tenant_id = (message).tenant_id and q.id = (message).parent_id
    on conflict do nothing;
    perform howdah_internal.close_step(step, 'done', store_step_embed.facts);
  else
    perform howdah_internal.close_step(
      step, 'failed',
      store_step_embed.facts || '{"error_code": "bad_response", "has_begun": true}',
      format('the answer is no vector of %s dimensions', v_dimensions));
  end if;
  return false;
end
$$;
comment on function howdah_internal.store_step_embed is
  'Keeps the vector of a question for its retrieval and for whoever asks the same; the answer goes on without where it '
  'is none.';
