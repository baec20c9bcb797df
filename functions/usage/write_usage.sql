create or replace function howdah.write_usage(
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
  reservation_id uuid default null,
  provider text default null,
  model text default null,
  kind text default null,
  held howdah.reservations default null
)
  returns numeric
  language plpgsql
  volatile
  -- Only definers call it: it has their rights and their search_path.
as $$
#variable_conflict use_column
declare
  v_user text := howdah.living_user(write_usage.tenant, write_usage.user_id, write_usage.started_at);
  v_provider text := write_usage.provider;
  v_model text := write_usage.model;
  v_kind text := write_usage.kind;
  v_used record;
  v_priced record;
  v_cached boolean := coalesce(write_usage.usage -> 'cached' = 'true', false);
  v_answered text := left(write_usage.usage ->> 'model', 200);
  v_feature text;
  v_cost numeric;
  v_saved numeric;
  v_price_id bigint;
  v_counted numeric;
  v_is_late boolean;
  v_is_alert boolean;
begin
  if write_usage.tenant is null or write_usage.call_id is null or write_usage.started_at is null
     or write_usage.usage is null or write_usage.model_id is null and write_usage.kind is null then
    raise exception 'tenant, call_id, started_at, model_id and usage are required'
      using errcode = '22004', hint = 'Pass them as the claim of the job returned them.';
  end if;
  if write_usage.started_at not between '1970-01-01' and '3000-01-01' or length(write_usage.tenant) > 200 or length(write_usage.user_id) > 200
     or jsonb_typeof(write_usage.usage) != 'object' then
    raise exception 'the start, the tenant, the user or the usage of the call is out of range'
      using errcode = '22023', hint = 'usage is an object such as {"input_tokens": 900}, ids have up to 200 characters.';
  end if;
  if write_usage.model_id is not null then
    select m.provider, m.name, m.kind into v_provider, v_model, v_kind
      from howdah.models as m
     where m.id = write_usage.model_id;
    if not found then
      raise exception 'there is no such model' using errcode = 'PT404', hint = 'Pass the model_id of the claim.';
    end if;
  end if;
  v_feature := coalesce(write_usage.feature, write_usage.prompt, v_kind);
  v_used := howdah.counted_usage(write_usage.usage);
  if v_kind = 'embedding' then
    v_used.output_tokens := nullif(v_used.output_tokens, 0);
    v_used.reasoning_tokens := null;
  end if;
  if v_cached then
    select c.cost_cents, c.price_id
      into v_saved, v_price_id
      from howdah.normalise_usage(write_usage.usage) as n
     cross join howdah.call_cost(
       v_provider, v_model, write_usage.started_at, n.input_tokens, n.cached_input_tokens,
       n.cache_write_tokens, n.output_tokens, n.reasoning_tokens, n.service_class, n.cache_write_1h_tokens,
       v_answered
     ) as c;
  end if;
  if v_used.is_free then
    v_cost := 0;
  else
    v_priced := howdah.call_cost(
      v_provider, v_model, write_usage.started_at, v_used.input_tokens, v_used.cached_input_tokens,
      v_used.cache_write_tokens, v_used.output_tokens, v_used.reasoning_tokens, v_used.service_class,
      v_used.cache_write_1h_tokens, v_answered);
    v_cost := v_priced.cost_cents;
    v_price_id := v_priced.price_id;
  end if;
  -- One in the other: a condition with a subquery is run as a query, whatever stands before it.
  if v_cost is null then
    if exists (select from howdah.budgets) then
      v_counted := coalesce(howdah.estimated_cost(
        write_usage.model_id, write_usage.started_at, coalesce(v_used.input_tokens, 0), coalesce(v_used.output_tokens, 0)), 0);
    end if;
  end if;
  insert into howdah.llm_usage (
    tenant_id, call_id, attempt, created_at, user_id, kind, feature, provider, model, model_id, response_model,
    response_id, service_class, conversation_id, message_id, prompt, prompt_version, experiment_id, status,
    error_code, item_count, input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens,
    output_tokens, reasoning_tokens, is_estimated, cached, cost_cents, saved_cents, budget_cents, price_id, latency_ms,
    first_token_ms
  )
  values (
    write_usage.tenant, write_usage.call_id, write_usage.attempt, write_usage.started_at, v_user,
    v_kind, v_feature, v_provider, v_model, write_usage.model_id, v_answered,
    left(write_usage.usage ->> 'response_id', 200), v_used.service_class, write_usage.conversation_id,
    write_usage.message_id, write_usage.prompt, write_usage.prompt_version, write_usage.experiment_id,
    v_used.status, left(write_usage.usage ->> 'error_code', 100),
    coalesce(howdah.token_count(write_usage.usage -> 'item_count'), 1),
    v_used.input_tokens, v_used.cached_input_tokens, v_used.cache_write_tokens, v_used.cache_write_1h_tokens,
    v_used.output_tokens, v_used.reasoning_tokens, v_used.is_estimated, v_cached, v_cost, v_saved, v_counted,
    v_price_id,
    howdah.token_count(write_usage.usage -> 'latency_ms'), howdah.token_count(write_usage.usage -> 'first_token_ms')
  )
  on conflict do nothing;
  if found then
    -- Assigned, not performed, here and below: a PERFORM is run as a query.
    v_is_late := howdah.note_usage(
      write_usage.tenant, write_usage.call_id, write_usage.attempt, write_usage.started_at);
    v_counted := coalesce(v_cost, v_counted, 0);
  else
    select u.cost_cents into v_cost
      from howdah.llm_usage as u
     where u.tenant_id = write_usage.tenant and u.call_id = write_usage.call_id
       and u.attempt = write_usage.attempt and u.created_at = write_usage.started_at;
    if write_usage.held.id is null then
      return v_cost;
    end if;
    v_counted := 0;
  end if;
  v_is_alert := howdah.spend_budget(
    write_usage.tenant, v_user, write_usage.model_id, v_feature, write_usage.started_at, v_counted,
    case when write_usage.held.rates = '[]' then '{}'
      else jsonb_build_object('input_tokens', v_used.input_tokens, 'output_tokens', v_used.output_tokens) end,
    write_usage.reservation_id, write_usage.held);
  return v_cost;
end
$$;
comment on function howdah.write_usage(
  text, text, uuid, integer, timestamptz, integer, jsonb, text, uuid, uuid, text, integer, bigint, uuid, text,
  text, text, howdah.reservations
) is
  'Writes the usage of one call attempt, counts it in the budgets and returns its cost in US cents; a repeated attempt '
  '(same tenant, call_id, attempt, started_at) writes nothing and returns what was written. usage holds the facts that '
  'counted_usage reads, and latency_ms, first_token_ms, item_count, error_code, model and response_id as answered, and '
  'cached for an answer from the cache, whose tokens say what it saved. What reservation_id '
  'holds, or held, which the caller has deleted already, is settled in the same step. Without model_id: provider, model '
  'and kind.';
