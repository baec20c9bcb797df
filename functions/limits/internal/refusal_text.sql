create or replace function howdah_internal.refusal_text(reason text)
  returns text
  language sql
  immutable
return case refusal_text.reason
  when 'calls_off' then 'calls of models are switched off'
  when 'rate_limit' then 'the rate limit is reached'
  when 'budget' then 'the budget is used up'
  else 'the model has no price and a budget applies'
end;
comment on function howdah_internal.refusal_text is
  'Why a call was not admitted, for people.';
