drop function if exists howdah.record_usage(
  text, jsonb, uuid, integer, timestamptz, text, integer, integer, text, text, text, integer, uuid, text,
  boolean);
create or replace function howdah.record_usage(
  model text,
  usage jsonb,
  call_id uuid default null,
  attempt double precision default 1,
  started_at timestamptz default null,
  feature text default null,
  latency_ms double precision default null,
  first_token_ms double precision default null,
  status text default null,
  error_code text default null,
  prompt text default null,
  prompt_version double precision default null,
  conversation_id uuid default null,
  kind text default null,
  is_estimated boolean default false
)
  returns numeric
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_attempt integer := howdah_internal.whole('attempt', coalesce(record_usage.attempt, 1));
  v_latency_ms integer := howdah_internal.whole('latency_ms', record_usage.latency_ms);
  v_first_token_ms integer := howdah_internal.whole('first_token_ms', record_usage.first_token_ms);
  v_prompt_version integer := howdah_internal.whole('prompt_version', record_usage.prompt_version);
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah_internal.known_user();
  v_model record;
  v_there record;
  v_facts jsonb;
begin
  if record_usage.model is null then
    raise exception 'model is required'
      using errcode = '22004', hint = 'Example: select howdah.record_usage(''openai/gpt-4o-mini'', usage).';
  end if;
  if jsonb_typeof(record_usage.usage) != 'object' or v_attempt < 1
     or record_usage.status not in ('ok', 'failed', 'cancelled', 'timeout')
     or not coalesce(isfinite(record_usage.started_at), true)
     or record_usage.started_at > howdah.clock() + interval '5 minutes'
     or (record_usage.prompt is null) != (v_prompt_version is null) then
    raise exception 'a value of the usage is out of range'
      using errcode = '22023',
            hint = 'usage is the provider''s object, attempt 1 or more, status ok, failed, cancelled or timeout, '
              'started_at not in the future, prompt and prompt_version both or none.';
  end if;
  if length(record_usage.model) > 250 or length(record_usage.feature) > 200 then
    raise exception 'model or feature is too long' using errcode = '22001', hint = 'At most 250 and 200 characters.';
  end if;
  if record_usage.prompt is not null and not exists (
    select from howdah_internal.prompt_versions as v
     where v.tenant_id = v_tenant and v.prompt = record_usage.prompt and v.version = v_prompt_version
  ) then
    raise exception 'there is no such prompt version'
      using errcode = 'PT404', hint = 'Pass the version that active_prompt or render_prompt named.';
  end if;
  if record_usage.conversation_id is not null and not exists (
    select from howdah.conversations as c
     where c.tenant_id = v_tenant and c.id = record_usage.conversation_id and c.user_id is not distinct from v_user
  ) then
    raise exception 'there is no such conversation'
      using errcode = 'PT404', hint = 'Start one with howdah.start_conversation, as the same user.';
  end if;
  select m.* into v_model from howdah_internal.called_model(record_usage.model, record_usage.kind) as m;
  if record_usage.call_id is not null then
    -- One at a time: the time of a repetition may be another one, and the key would let it in.
    perform pg_advisory_xact_lock(hashtextextended(
      format('howdah.record_usage %s %s %s', v_tenant, record_usage.call_id, v_attempt), 0));
    select u.cost_cents, u.user_id
      into v_there
      from howdah.llm_usage as u
     where u.tenant_id = v_tenant and u.call_id = record_usage.call_id and u.attempt = v_attempt
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
    'usage', howdah_internal.usage_object(record_usage.usage),
    'service_tier', coalesce(
      record_usage.usage ->> 'service_tier', record_usage.usage ->> 'serviceTier',
      record_usage.usage #>> '{response,service_tier}'),
    'model', coalesce(v_model.answered_as, record_usage.usage ->> 'model'),
    'response_id', record_usage.usage ->> 'id',
    'status', record_usage.status, 'error_code', record_usage.error_code,
    'latency_ms', v_latency_ms, 'first_token_ms', v_first_token_ms,
    'is_estimated', record_usage.is_estimated));
  -- The same transaction may ask for the next call: rates before the windows that this one is booked in.
  if exists (select from howdah.rate_limits as l where l.tenant_id in (v_tenant, '*')) then
    perform howdah_internal.lock_holds(v_tenant, v_user, v_model.model_id, record_usage.feature, null);
  end if;
  return howdah_internal.write_usage(
    v_tenant, v_user, coalesce(record_usage.call_id, gen_random_uuid()), v_attempt,
    coalesce(record_usage.started_at, howdah.clock()), v_model.model_id, v_facts, record_usage.feature,
    record_usage.conversation_id, null, record_usage.prompt, v_prompt_version,
    provider => v_model.model_provider, model => v_model.model_name, kind => v_model.model_kind);
end
$$;
comment on function howdah.record_usage is
  'Records a call of a model that the application made itself, for its own user and tenant, and returns its cost in '
  'US cents, null when the price is not known. model is provider/model or an alias, registered or not; usage is what '
  'the provider reported, unchanged, or its whole answer, or null when nothing is known. With a call_id a repetition '
  'changes nothing; a retry is another attempt. status is ok, failed, cancelled or timeout. Raises 22004, 22023, '
  '22001, 28000, PT404 for an unknown alias, prompt version or conversation, PT409 for somebody else''s call_id. '
  'Example: select howdah.record_usage(''openai/gpt-4o-mini'', ''{"prompt_tokens": 900, "completion_tokens": 120}'').';
grant execute on function howdah.record_usage to howdah_app;
