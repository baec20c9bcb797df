select howdah_internal.drop_former('howdah_internal.outcome_failure(jsonb)', 'param');
create or replace function howdah_internal.outcome_failure(
  outcome jsonb,
  out code text,
  out message text,
  out http_status integer,
  out retry_after_ms integer,
  out param text
)
  language plpgsql
  immutable
as $$
declare
  v_failure jsonb := outcome_failure.outcome -> 'failure';
  v_wait jsonb := v_failure -> 'retry_after_ms';
  v_reason text := outcome_failure.outcome #>> '{result,finish_reason}';
begin
  if coalesce(v_failure, 'null') = 'null' and howdah_internal.finish_kind(v_reason) = 'broken' then
    -- The word may be a sentence of the provider, which goes nowhere.
    code := case when v_reason ~* 'network|connection' then 'connection' else 'provider_error' end;
    message := 'the provider ended the answer'
      || coalesce(' with ' || lower(substring(v_reason from '^[\w-]{1,64}$')), '');
    return;
  end if;
  code := case when jsonb_typeof(v_failure -> 'code') = 'string' then left(v_failure ->> 'code', 100) end;
  message := left(v_failure ->> 'message', 500);
  param := substring(v_failure ->> 'param' from '^[\w.-]{1,64}$');
  http_status := howdah_internal.token_count(v_failure -> 'status');
  if jsonb_typeof(v_wait) = 'number' then
    retry_after_ms := ceil(least(86400000, greatest(0, (v_wait #>> '{}')::numeric)));
  end if;
end
$$;
comment on function howdah_internal.outcome_failure is
  'Why a call failed, as its outcome says, also by a finish_reason that is none of a whole answer; null is what it '
  'does not say, or says in a way that nobody understands. param is the parameter that the provider does not take. No '
  'wait is longer than a day.';
