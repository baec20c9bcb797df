create or replace function howdah.settle(reservation_id uuid, usage jsonb)
  returns numeric
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_held howdah_internal.reservations;
  v_used record;
  v_cost numeric;
begin
  if settle.reservation_id is null or settle.usage is null then
    raise exception 'reservation_id and usage are required'
      using errcode = '22004',
            hint = 'Example: select howdah.settle(:id, ''{"input_tokens": 900, "output_tokens": 210}'').';
  end if;
  if jsonb_typeof(settle.usage) != 'object' then
    raise exception 'usage is not a JSON object'
      using errcode = '22023', hint = 'Pass an object such as {"input_tokens": 900, "output_tokens": 210}.';
  end if;
  delete from howdah_internal.reservations as r
   where r.tenant_id = v_tenant and r.id = settle.reservation_id and r.is_own
     and (howdah_internal.jwt_claims() is null or r.user_id = howdah.current_user_id())
  returning r.* into v_held;
  if found then
    if num_nonnulls(
         howdah_internal.token_count(settle.usage -> 'input_tokens'),
         howdah_internal.token_count(settle.usage -> 'prompt_tokens')) = 0 then
      v_used := howdah_internal.counted_usage(settle.usage);
      if v_used.status = 'ok' and v_used.input_tokens is null and v_used.output_tokens is null then
        raise exception 'usage has no count of tokens'
          using errcode = '22023',
                hint = 'Pass what the provider reported, or {"input_tokens": 900, "output_tokens": 210, '
                  '"is_estimated": true} by howdah.estimate_tokens; for a call that was not made there is '
                  'howdah.cancel_reservation.';
      end if;
    end if;
    return howdah_internal.write_usage(
      v_tenant, v_held.user_id, v_held.id, 1, v_held.created_at, v_held.model_id,
      -- What is not said stays as it was held; an embedding has no output that could be said.
      jsonb_strip_nulls(jsonb_build_object(
        'estimated_input_tokens', v_held.input_tokens, 'estimated_output_tokens', nullif(v_held.output_tokens, 0)
      )) || settle.usage,
      v_held.feature, held => v_held);
  end if;
  -- Settled already: the same answer again, counted once.
  select u.cost_cents into v_cost
    from howdah.llm_usage as u
   where u.tenant_id = v_tenant and u.call_id = settle.reservation_id
     and (howdah_internal.jwt_claims() is null or u.user_id = howdah.current_user_id());
  if not found then
    raise exception 'there is no such reservation'
      using errcode = 'PT404', hint = 'Pass the reservation_id that admit returned, in the same tenant.';
  end if;
  return v_cost;
end
$$;
comment on function howdah.settle is
  'Says what an admitted call used, also one that failed after it was sent: writes its usage, counts its cost in the '
  'budgets of the time of its admission, gives back what was held beyond it, and returns US cents (null: no price). '
  'usage is as in record_usage; a count that it leaves out stays as it was held, and where it has none at all it is '
  'refused and the hold stays. Also right after the reservation expired or was cancelled; settling again changes '
  'nothing. Raises 22004, 22023, 28000, PT404. Example: select howdah.settle(:id, ''{"input_tokens": 900, '
  '"output_tokens": 210}'').';
grant execute on function howdah.settle to howdah_app;
