drop function if exists howdah.admit(text, integer, integer, text, text, interval);
create or replace function howdah.admit(
  model text default null,
  estimated_input_tokens double precision default 1000,
  max_output_tokens double precision default null,
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
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_estimated_input_tokens integer := howdah_internal.whole(
    'estimated_input_tokens', coalesce(admit.estimated_input_tokens, 1000));
  v_max_output_tokens integer := howdah_internal.whole('max_output_tokens', admit.max_output_tokens);
  v_expires_in interval := coalesce(admit.expires_in, interval '10 minutes');
  -- Where one is required and none is set, acting_user refuses.
  v_tenant text := howdah.current_tenant();
  v_user text;
  v_model_id integer;
  v_model howdah.models;
  v_verdict record;
  v_id uuid := gen_random_uuid();
begin
  if v_estimated_input_tokens not between 0 and 100000000 or v_max_output_tokens not between 0 and 100000000
     or v_expires_in not between interval '1 second' and interval '7 days' or length(admit.feature) > 200 then
    raise exception 'a value of the call is out of range'
      using errcode = '22023',
            hint = 'Tokens are 0 to 100,000,000, expires_in is 1 second to 7 days, feature a short name.';
  end if;
  -- act_as refuses where claims name somebody else.
  if admit.user_id is null or admit.user_id is not distinct from howdah.current_user_id()
     or howdah.act_as(admit.user_id, case when howdah_internal.jwt_claims() is null then v_tenant end) then
    v_user := howdah_internal.acting_user();
  end if;
  v_model_id := case
    when admit.model is null then howdah_internal.default_model('chat')
    else howdah_internal.find_model(admit.model, null)
  end;
  select m.* into v_model from howdah.models as m where m.id = v_model_id;
  v_verdict := howdah_internal.admit_call(
    v_tenant, v_user, v_model.id, coalesce(admit.feature, v_model.kind), v_estimated_input_tokens,
    case v_model.kind
      when 'embedding' then 0
      else coalesce(v_max_output_tokens, howdah.setting('estimated_output_tokens')::integer)
    end,
    v_id, howdah.clock() + v_expires_in, is_own => true);
  return query
  select v_verdict.admitted, v_verdict.reason, v_verdict.retry_after, v_verdict.scope, v_verdict.unit, v_verdict.period,
         case when v_verdict.admitted then v_id end;
end
$$;
comment on function howdah.admit is
  'Asks whether a call of a model may be made, by your own code: checks all rate limits and budgets and holds what '
  'the call may use; estimate_tokens says how many tokens a text is. reason is rate_limit, budget, unpriced or '
  'calls_off, retry_after whole seconds (null: waiting does not help); refusals are counted. Pass reservation_id to '
  'settle after the call, or to cancel_reservation when it was not made; after expires_in it is given back by itself. '
  'user_id acts for that user until the transaction ends. Raises 22023, 28000, 42501, PT404. Example: select * '
  'from howdah.admit(''openai/gpt-4o-mini'', 1200, 500).';
grant execute on function howdah.admit to howdah_app;
