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
  v_model howdah.models;
  v_texts text[] := howdah_internal.search_texts((message).tenant_id, (message).parent_id, (message).id);
  v_embeddings halfvec[];
  v_is_good boolean := false;
begin
  select m.* into strict v_model from howdah.models as m where m.id = (step).model_id;
  begin
    v_embeddings := array(
      select (store_step_embed.result #>> array['embeddings', (t.n - 1)::text])::halfvec
        from generate_subscripts(v_texts, 1) as t (n)
       order by t.n);
    v_is_good := (
      select bool_and(coalesce(vector_dims(e.embedding) = v_model.dimensions and l2_norm(e.embedding) > 0, false))
        from unnest(v_embeddings) as e (embedding));
  exception
    when data_exception or program_limit_exceeded then
      null;
  end;
  if v_is_good then
    insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, query_prefix, embedding)
    -- Under the whole question: of a long one its beginning was sent.
    select (message).tenant_id, (step).model_id, howdah_internal.query_hash(t.text), v_model.query_prefix, t.embedding
      from unnest(v_texts, v_embeddings) as t (text, embedding)
     -- Else the model wants another query_prefix by now, and the question is embedded anew.
     where (step).request -> 'texts' = to_jsonb(howdah_internal.sent_queries(v_texts, v_model))
    on conflict do nothing;
    perform howdah_internal.close_step(step, 'done', store_step_embed.facts);
  else
    perform howdah_internal.close_step(
      step, 'failed',
      store_step_embed.facts || '{"error_code": "bad_response", "has_begun": true}',
      format('the answer is no vector of %s dimensions', v_model.dimensions));
  end if;
  return false;
end
$$;
comment on function howdah_internal.store_step_embed is
  'Keeps the vector of a question for its retrieval and for whoever asks the same; the answer goes on without where it '
  'is none.';
