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
  v_texts text[] := howdah_internal.search_texts((message).tenant_id, (message).parent_id);
  v_embeddings halfvec[];
  v_is_good boolean := false;
begin
  begin
    v_embeddings := array(
      select (store_step_embed.result #>> array['embeddings', (t.n - 1)::text])::halfvec
        from generate_subscripts(v_texts, 1) as t (n)
       order by t.n);
    v_is_good := (
      select bool_and(coalesce(vector_dims(e.embedding) = v_dimensions and l2_norm(e.embedding) > 0, false))
        from unnest(v_embeddings) as e (embedding));
  exception
    when data_exception or program_limit_exceeded then
      null;
  end;
  if v_is_good then
    insert into howdah_internal.query_embeddings (tenant_id, model_id, query_hash, embedding)
    -- Under the whole question: of a long one its beginning was sent.
    select (message).tenant_id, (step).model_id, howdah_internal.query_hash(t.text), t.embedding
      from unnest(v_texts, v_embeddings) as t (text, embedding)
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
