create or replace function howdah_internal.admit_message(
  tenant text,
  payer text,
  message_id uuid,
  model_id integer,
  feature text,
  input_tokens integer,
  output_tokens integer default null,
  deadline timestamptz default null
)
  returns void
  language plpgsql
  volatile
as $$
declare
  v_verdict record;
begin
  v_verdict := howdah_internal.admit_call(
    admit_message.tenant, admit_message.payer, admit_message.model_id, admit_message.feature,
    admit_message.input_tokens,
    coalesce(admit_message.output_tokens, howdah.setting('estimated_output_tokens')::integer),
    admit_message.message_id,
    -- It ends with the message; this is only for the case that no worker is there to end it.
    coalesce(admit_message.deadline, howdah.clock()) + interval '15 minutes');
  if v_verdict.admitted then
    return;
  end if;
  raise exception '%', howdah_internal.refusal_text(v_verdict.reason)
    using errcode = case when v_verdict.reason in ('budget', 'unpriced') then 'PT402' else 'PT429' end,
          detail = jsonb_strip_nulls(to_jsonb(v_verdict) - 'admitted')
            || jsonb_build_object('retry_after', v_verdict.retry_after),
          hint = case
            when v_verdict.reason = 'calls_off' then
              'Somebody called howdah.stop_calls(); howdah.resume_calls() ends it.'
            when v_verdict.reason = 'unpriced' then
              'Give it one with howdah.set_price, or set the setting unpriced_calls to estimate or allow.'
            when v_verdict.retry_after is null then 'Waiting does not help: see howdah.limit_status().'
            else format('Try again in %s seconds; see howdah.limit_status().', v_verdict.retry_after)
          end;
end
$$;
comment on function howdah_internal.admit_message is
  'Lets an answer in, its reservation under the id of its message, or raises PT429 (rate limits, calls switched off) '
  'or PT402 (budgets, a model without a price) with what admit says as JSON in DETAIL. The end of the message ends '
  'it.';
