create or replace function howdah_internal.close_step(
  step howdah_internal.message_steps,
  status text,
  facts jsonb,
  error_message text default null
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  update howdah_internal.message_steps as s
     set status = close_step.status,
         facts = jsonb_strip_nulls(
           jsonb_build_object('estimated_input_tokens', (step).input_tokens) || close_step.facts),
         error_code = close_step.facts ->> 'error_code',
         error_message = left(close_step.error_message, 500),
         ended_at = howdah.clock()
   where s.tenant_id = (step).tenant_id and s.message_id = (step).message_id and s.seq = (step).seq;
end
$$;
comment on function howdah_internal.close_step is
  'Writes down what came back from a call, with what it is taken to have used where the provider does not say; '
  'bill_steps counts it.';
