create or replace function howdah.record_usage(
  model text,
  usage jsonb,
  call_id uuid default null,
  attempt integer default 1,
  started_at timestamptz default null,
  feature text default null,
  latency_ms integer default null,
  first_token_ms integer default null,
  status text default null,
  error_code text default null,
  prompt text default null,
  prompt_version integer default null,
  conversation_id uuid default null,
  kind text default null,
  is_estimated boolean default false
)
  returns numeric
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.known_user();
  v_model record;
  v_there record;
  v_facts jsonb;
begin
  perform howdah.check_usage(record_usage.model, record_usage.usage, record_usage.attempt, record_usage.started_at,
    record_usage.status, record_usage.feature, record_usage.prompt, record_usage.prompt_version,
    record_usage.conversation_id);
  select m.* into v_model from howdah.called_model(record_usage.model, record_usage.kind) as m;
  if record_usage.call_id is not null then
    -- One at a time: the time of a repetition may be another one, and the key would let it in.
    perform pg_advisory_xact_lock(hashtextextended(
      format('howdah.record_usage %s %s %s', v_tenant, record_usage.call_id, record_usage.attempt), 0));
    select u.cost_cents, u.user_id
      into v_there
      from howdah.llm_usage as u
     where u.tenant_id = v_tenant and u.call_id = record_usage.call_id and u.attempt = record_usage.attempt
     limit 1;
    if found then
      if v_there.user_id is distinct from v_user then
        raise exception 'this call is recorded for somebody else'
          using errcode = 'PT409', hint = 'Give every call a uuid of its own.';
      end if;
      return v_there.cost_cents;
    end if;
  end if;
  v_facts := jsonb_strip_nulls(jsonb_build_object(
    'usage', coalesce(
      case when jsonb_typeof(record_usage.usage -> 'usage') = 'object' then record_usage.usage -> 'usage' end,
      case when jsonb_typeof(record_usage.usage -> 'usageMetadata') = 'object'
        then record_usage.usage -> 'usageMetadata' end,
      record_usage.usage, '{}'),
    'service_tier', record_usage.usage ->> 'service_tier',
    'model', coalesce(v_model.answered_as, record_usage.usage ->> 'model'),
    'response_id', record_usage.usage ->> 'id',
    'status', record_usage.status, 'error_code', record_usage.error_code,
    'latency_ms', record_usage.latency_ms, 'first_token_ms', record_usage.first_token_ms,
    'is_estimated', record_usage.is_estimated));
  return howdah.write_usage(
    v_tenant, v_user, coalesce(record_usage.call_id, gen_random_uuid()), record_usage.attempt,
    coalesce(record_usage.started_at, howdah.clock()), v_model.model_id, v_facts, record_usage.feature,
    record_usage.conversation_id, null, record_usage.prompt, record_usage.prompt_version,
    provider => v_model.model_provider, model => v_model.model_name, kind => v_model.model_kind);
end
$$;
comment on function howdah.record_usage(
  text, jsonb, uuid, integer, timestamptz, text, integer, integer, text, text, text, integer, uuid, text, boolean
) is
  'Records a call of a model that the application made itself, for its own user and tenant, and returns its cost in US '
  'cents, null when the price is not known. model is provider/model or an alias, registered or not; usage is what the '
  'provider reported, unchanged, or its whole answer, or null when nothing is known. With a call_id a repetition '
  'changes nothing; a retry is another attempt. status is ok, failed, cancelled or timeout. Raises 22004, 22023, '
  '22001, 28000, PT404 for an unknown alias, prompt version or conversation, PT409 for somebody else''s call_id. '
  'Example: select howdah.record_usage(''openai/gpt-4o-mini'', ''{"prompt_tokens": 900, "completion_tokens": 120}'').';
