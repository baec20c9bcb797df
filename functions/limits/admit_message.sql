create or replace function howdah.admit_message(
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
  -- Only definers call it: it has their rights and their search_path.
as $$
declare
  v_verdict record;
begin
  v_verdict := howdah.admit_call(
    admit_message.tenant, admit_message.payer, admit_message.model_id, admit_message.feature, admit_message.input_tokens,
    coalesce(admit_message.output_tokens, howdah.setting('estimated_output_tokens')::integer),
    admit_message.message_id,
    -- It ends with the message; this is only for the case that no worker is there to end it.
    coalesce(admit_message.deadline, howdah.clock()) + interval '15 minutes');
  if v_verdict.admitted then
    return;
  end if;
  raise exception '%', case v_verdict.reason
      when 'calls_off' then 'calls of models are switched off'
      when 'rate_limit' then 'the rate limit is reached'
      when 'budget' then 'the budget is used up'
      else 'the model has no price and a budget applies'
    end
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
comment on function howdah.admit_message(text, text, uuid, integer, text, integer, integer, timestamptz) is
  'Lets an answer in, its reservation under the id of its message, or raises PT429 (rate limits, calls switched '
  'off) or PT402 (budgets, a model without a price) with DETAIL as JSON: reason, retry_after in seconds (null: '
  'never), scope, unit, period. For whatever makes a chat job: its end, in whichever way, settles or releases.';
