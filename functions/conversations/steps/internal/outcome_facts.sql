create or replace function howdah_internal.outcome_facts(step howdah_internal.message_steps, outcome jsonb)
  returns jsonb
  language plpgsql
  stable
as $$
declare
  v_facts jsonb := case jsonb_typeof(outcome_facts.outcome -> 'facts')
    when 'object' then outcome_facts.outcome -> 'facts' else '{}' end;
  v_code text := (howdah_internal.outcome_failure(outcome_facts.outcome)).code;
  v_text text := outcome_facts.outcome #>> '{result,content}';
begin
  if not howdah_internal.is_worker() then
    -- What a worker alone can know.
    v_facts := v_facts - '{status,cached,is_estimated,has_begun,error_code,refused_param,is_shortened,is_without_parts,'
      'estimated_input_tokens,estimated_output_tokens}'::text[];
  end if;
  if v_facts ->> 'status' not in ('ok', 'failed', 'cancelled', 'timeout') then
    v_facts := v_facts - 'status';
  end if;
  return jsonb_strip_nulls(
    case when (step).call = 'chat' then jsonb_build_object(
      'estimated_output_tokens',
      coalesce(howdah.estimate_tokens(v_text), 0)
        + coalesce(howdah_internal.token_count(v_facts -> 'reasoning_chars'), 0) / 4)
    else '{}' end
    || v_facts
    || jsonb_build_object(
      'finish_reason', left(outcome_facts.outcome #>> '{result,finish_reason}', 200),
      'error_code', v_code,
      'has_begun', case when v_code is not null then coalesce(
        nullif(v_facts -> 'has_begun', 'null') = 'true', v_text != '', false) end));
end
$$;
comment on function howdah_internal.outcome_facts is
  'What the outcome of a call says beside the text, with an estimate of the text where the provider does not count.';
