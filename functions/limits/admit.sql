create or replace function howdah.admit(
  model text default null,
  estimated_input_tokens integer default 1000,
  max_output_tokens integer default null,
  feature text default null,
  user_id text default null,
  expires_in interval default interval '10 minutes'
)
  returns table (
    admitted boolean,
    reason text,
    retry_after integer,
    scope text,
    unit text,
    period text,
    reservation_id uuid
  )
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  -- Where one is required and none is set, acting_user refuses.
  v_tenant text := howdah.current_tenant();
  v_user text;
  v_model howdah.models;
  v_verdict record;
  v_id uuid := gen_random_uuid();
begin
  if admit.estimated_input_tokens is null or admit.expires_in is null then
    raise exception 'estimated_input_tokens and expires_in are required'
      using errcode = '22004', hint = 'Example: select * from howdah.admit(''openai/gpt-4o-mini'', 1200, 500).';
  end if;
  if admit.estimated_input_tokens not between 0 and 100000000 or admit.max_output_tokens not between 0 and 100000000
     or admit.expires_in not between interval '1 second' and interval '7 days' or length(admit.feature) > 200 then
    raise exception 'a value of the call is out of range'
      using errcode = '22023',
            hint = 'Tokens are 0 to 100,000,000, expires_in is 1 second to 7 days, feature a short name.';
  end if;
  -- act_as refuses where claims name somebody else.
  if admit.user_id is null or admit.user_id is not distinct from howdah.current_user_id()
     or howdah.act_as(admit.user_id, case when howdah.jwt_claims() is null then v_tenant end) then
    v_user := howdah.acting_user();
  end if;
  v_model := howdah.known_model(admit.model);
  v_verdict := howdah.admit_call(
    v_tenant, v_user, v_model.id, coalesce(admit.feature, v_model.kind), admit.estimated_input_tokens,
    case v_model.kind
      when 'embedding' then 0
      else coalesce(admit.max_output_tokens, howdah.setting('estimated_output_tokens')::integer)
    end,
    v_id, howdah.clock() + admit.expires_in, is_own => true);
  return query
  select v_verdict.admitted, v_verdict.reason, v_verdict.retry_after, v_verdict.scope, v_verdict.unit, v_verdict.period,
         case when v_verdict.admitted then v_id end;
end
$$;
comment on function howdah.admit(text, integer, integer, text, text, interval) is
  'Asks whether a call of a model may be made, by your own code: checks all rate limits and budgets and holds what '
  'the call may use. reason is rate_limit, budget, unpriced or calls_off, retry_after whole seconds (null: waiting '
  'does not help); refusals are counted. Pass reservation_id to settle after the call, or to cancel_reservation '
  'when it was not made; after expires_in it is given back by itself. user_id acts for that user until the '
  'transaction ends. Raises 22004, 22023, 28000, 42501, PT404. Example: select * from '
  'howdah.admit(''openai/gpt-4o-mini'', 1200, 500).';
