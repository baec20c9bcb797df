create or replace function howdah.record_usage(
  tenant text,
  user_id text,
  call_id uuid,
  attempt integer,
  started_at timestamptz,
  model_id integer,
  usage jsonb,
  feature text default null,
  conversation_id uuid default null,
  message_id uuid default null,
  prompt text default null,
  prompt_version integer default null,
  experiment_id bigint default null,
  reservation_id uuid default null
)
  returns numeric
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_model howdah.models;
  v_input integer := (record_usage.usage ->> 'input_tokens')::integer;
  v_output integer := (record_usage.usage ->> 'output_tokens')::integer;
  v_cached integer := (record_usage.usage ->> 'cached_input_tokens')::integer;
  v_reasoning integer := (record_usage.usage ->> 'reasoning_tokens')::integer;
  v_status text := coalesce(record_usage.usage ->> 'status', 'ok');
  v_cost numeric;
  v_price_id bigint;
begin
  -- Subsets never exceed their totals, whatever a provider reports; greatest() alone would make
  -- 0 of what it did not report, and the call would seem to be free.
  v_input := case when v_input is not null then greatest(v_input, 0) end;
  v_output := case when v_output is not null then greatest(v_output, 0) end;
  v_cached := case when v_cached is not null then least(greatest(v_cached, 0), coalesce(v_input, 0)) end;
  v_reasoning := case when v_reasoning is not null then least(greatest(v_reasoning, 0), coalesce(v_output, 0)) end;
  select m.* into strict v_model from howdah.models as m where m.id = record_usage.model_id;
  select c.cost_cents, c.price_id
    into v_cost, v_price_id
    from howdah.call_cost(
      v_model.provider, v_model.name, record_usage.started_at, v_input, v_cached, 0, v_output, v_reasoning
    ) as c;
  insert into howdah.llm_usage (
    tenant_id, call_id, attempt, created_at, user_id, kind, feature, provider, model, model_id,
    conversation_id, message_id, prompt, prompt_version, experiment_id, status, error_code, item_count,
    input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, is_estimated, cost_cents, price_id,
    latency_ms, first_token_ms
  )
  values (
    record_usage.tenant, record_usage.call_id, record_usage.attempt, record_usage.started_at,
    record_usage.user_id, v_model.kind, coalesce(record_usage.feature, v_model.kind), v_model.provider,
    v_model.name, v_model.id, record_usage.conversation_id, record_usage.message_id, record_usage.prompt,
    record_usage.prompt_version, record_usage.experiment_id, v_status, record_usage.usage ->> 'error_code',
    coalesce((record_usage.usage ->> 'item_count')::integer, 1), v_input, v_cached, v_output, v_reasoning,
    coalesce((record_usage.usage ->> 'is_estimated')::boolean, false), v_cost, v_price_id,
    (record_usage.usage ->> 'latency_ms')::integer, (record_usage.usage ->> 'first_token_ms')::integer
  )
  on conflict do nothing;
  if found then
    perform howdah.note_usage(
      record_usage.tenant, record_usage.call_id, record_usage.attempt, record_usage.started_at);
    perform howdah.spend_budget(
      record_usage.tenant, record_usage.user_id, record_usage.model_id,
      coalesce(record_usage.feature, v_model.kind), record_usage.started_at, v_cost,
      record_usage.usage, record_usage.reservation_id);
  end if;
  return v_cost;
end
$$;
comment on function howdah.record_usage(
  text, text, uuid, integer, timestamptz, integer, jsonb, text, uuid, uuid, text, integer, bigint, uuid
) is
  'Writes the usage of one call attempt and returns its cost in US cents; a repeated call (same tenant, call_id, '
  'attempt, started_at) writes nothing. usage has input_tokens, cached_input_tokens, output_tokens, '
  'reasoning_tokens, latency_ms, first_token_ms, item_count, status, error_code. What reservation_id holds is '
  'settled in the same step.';
