create or replace function howdah_internal.store_step_repair(
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
begin
  return howdah_internal.store_step_answer(
    message, store_step_repair.job_id, store_step_repair.token, step, store_step_repair.result,
    store_step_repair.facts);
end
$$;
comment on function howdah_internal.store_step_repair is
  'Completes the message with the second answer, or fails it: a third one is not asked for.';
