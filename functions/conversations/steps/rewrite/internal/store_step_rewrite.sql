create or replace function howdah_internal.store_step_rewrite(
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
  v_question text := howdah_internal.read_rewrite(store_step_rewrite.result);
begin
  if v_question is null then
    perform howdah_internal.close_step(
      step, 'failed', store_step_rewrite.facts || '{"error_code": "bad_response", "has_begun": true}',
      'the answer is no question');
    return false;
  end if;
  update howdah.messages as m
     set rewritten_question = v_question
   where m.tenant_id = (message).tenant_id and m.id = (message).id;
  perform howdah_internal.close_step(
    step, 'done', store_step_rewrite.facts || jsonb_build_object('rewritten_question', v_question));
  perform howdah_internal.keep_rewrite(message, step, v_question, store_step_rewrite.facts);
  return false;
end
$$;
comment on function howdah_internal.store_step_rewrite is
  'Keeps the rewritten question for the retrieval of its answer and for whoever asks the same after the same turns; '
  'where none came, the answer goes on without.';
