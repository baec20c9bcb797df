create or replace function howdah_internal.write_usage(
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
  held howdah_internal.reservations default null
)
  returns numeric
  language plpgsql
  volatile
as $$
declare
  v_call howdah.llm_usage;
  v_corrected record;
  v_counted numeric;
  v_customer_cents numeric;
  v_is_done boolean;
begin
  if write_usage.tenant is null or write_usage.call_id is null or write_usage.started_at is null
     or write_usage.usage is null or write_usage.model_id is null and write_usage.kind is null then
    raise exception 'tenant, call_id, started_at, model_id and usage are required'
      using errcode = '22004', hint = 'Pass them as the claim of the job returned them.';
  end if;
  if write_usage.started_at not between '1970-01-01' and '3000-01-01' or length(write_usage.tenant) > 200
     or length(write_usage.user_id) > 200 or jsonb_typeof(write_usage.usage) != 'object' then
    raise exception 'the start, the tenant, the user or the usage of the call is out of range'
      using errcode = '22023', hint = 'usage is an object such as {"input_tokens": 900}, ids up to 200 characters.';
  end if;
  v_call.provider := write_usage.provider;
  v_call.model := write_usage.model;
  v_call.kind := write_usage.kind;
  if write_usage.model_id is not null then
    select m.provider, m.name, m.kind into v_call.provider, v_call.model, v_call.kind
      from howdah.models as m where m.id = write_usage.model_id;
    if not found then
      raise exception 'there is no such model' using errcode = 'PT404', hint = 'Pass the model_id of the claim.';
    end if;
  end if;
  v_call.tenant_id := write_usage.tenant;
  v_call.call_id := write_usage.call_id;
  v_call.attempt := write_usage.attempt;
  v_call.created_at := write_usage.started_at;
  v_call.user_id := howdah_internal.living_user(write_usage.tenant, write_usage.user_id, write_usage.started_at);
  v_call.model_id := write_usage.model_id;
  v_call.feature := coalesce(write_usage.feature, write_usage.prompt, v_call.kind);
  v_call.conversation_id := write_usage.conversation_id;
  v_call.message_id := write_usage.message_id;
  v_call.prompt := write_usage.prompt;
  v_call.prompt_version := write_usage.prompt_version;
  v_call.experiment_id := write_usage.experiment_id;
  v_call.cached := false;
  if write_usage.reservation_id is not null and write_usage.held.id is null then
    delete from howdah_internal.reservations as r
     where r.tenant_id = write_usage.tenant and r.id = write_usage.reservation_id
    returning r.* into write_usage.held;
  end if;
  v_call := howdah_internal.price_usage(v_call, write_usage.usage, write_usage.held);
  insert into howdah.llm_usage values (v_call.*) on conflict do nothing;
  if found then
    -- Assigned, not performed, here and below: a PERFORM is run as a query.
    v_is_done := howdah_internal.note_usage(
      write_usage.tenant, write_usage.call_id, write_usage.attempt, write_usage.started_at);
    v_counted := coalesce(v_call.cost_cents, v_call.budget_cents, 0);
  else
    v_corrected := howdah_internal.correct_usage(v_call, write_usage.usage);
    v_call := v_corrected.stored;
    v_counted := v_corrected.change_cents;
    v_customer_cents := v_corrected.customer_change_cents;
    if write_usage.held.id is null then
      if v_counted != 0 or v_customer_cents != 0 then
        perform howdah_internal.correct_budgets(jsonb_build_array(jsonb_build_object(
          'tenant_id', v_call.tenant_id, 'user_id', v_call.user_id, 'model_id', v_call.model_id,
          'feature', v_call.feature, 'minute', date_trunc('minute', v_call.created_at), 'cents', v_counted,
          'customer_cents', v_customer_cents)));
      end if;
      return v_call.cost_cents;
    end if;
  end if;
  v_is_done := howdah_internal.settle_call(
    v_call.tenant_id, v_call.user_id, v_call.model_id, v_call.feature, v_call.created_at, v_counted,
    case when write_usage.held.rates = '{}' then '{}'
      else jsonb_build_object('input_tokens', v_call.input_tokens, 'output_tokens', v_call.output_tokens) end,
    held => write_usage.held, call => v_call, customer_cents => v_customer_cents);
  return v_call.cost_cents;
end
$$;
comment on function howdah_internal.write_usage is
  'Writes the usage of one attempt (the facts that counted_usage reads), counts it in the budgets, settles what was '
  'reserved for it and returns its cost in US cents; repeated, it writes nothing, but a report takes the place of the '
  'estimate that was written when its worker was given up. Where model_id is null, kind is not.';
