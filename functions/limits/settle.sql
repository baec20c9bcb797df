create or replace function howdah.settle(reservation_id uuid, usage jsonb)
  returns numeric
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_held howdah.reservations;
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
  delete from howdah.reservations as r
   where r.tenant_id = v_tenant and r.id = settle.reservation_id and r.is_own
     and (howdah.jwt_claims() is null or r.user_id = howdah.current_user_id())
  returning r.* into v_held;
  if found then
    return howdah.write_usage(
      v_tenant, v_held.user_id, v_held.id, 1, v_held.created_at, v_held.model_id, settle.usage, v_held.feature,
      held => v_held);
  end if;
  -- Settled already: the same answer again, counted once.
  select u.cost_cents into v_cost
    from howdah.llm_usage as u
   where u.tenant_id = v_tenant and u.call_id = settle.reservation_id
     and (howdah.jwt_claims() is null or u.user_id = howdah.current_user_id());
  if not found then
    raise exception 'there is no such reservation'
      using errcode = 'PT404', hint = 'Pass the reservation_id that admit returned, in the same tenant.';
  end if;
  return v_cost;
end
$$;
comment on function howdah.settle(uuid, jsonb) is
  'Says what an admitted call used, also one that failed after it was sent: writes its usage, counts its cost in '
  'the budgets of the time of its admission, gives back what was held beyond it, and returns US cents (null: no '
  'price). usage is as in record_usage. Also right after the reservation expired or was cancelled; settling again '
  'changes nothing. Raises 22004, 22023, PT404. Example: select howdah.settle(:id, ''{"input_tokens": 900, '
  '"output_tokens": 210}'').';
