drop function if exists howdah.set_rate_limit(text, bigint, text, text, text, bigint);
create or replace function howdah.set_rate_limit(
  scope text,
  limit_value double precision,
  unit text default 'requests',
  period text default null,
  scope_id text default '*',
  burst double precision default null
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := case set_rate_limit.scope when 'global' then '*' else howdah_internal.acting_tenant() end;
  v_unit text := coalesce(set_rate_limit.unit, 'requests');
  v_scope_id text := coalesce(set_rate_limit.scope_id, '*');
  v_period text := coalesce(
    set_rate_limit.period, case v_unit when 'concurrent' then 'now' else 'minute' end);
  v_id bigint;
begin
  if set_rate_limit.scope is null then
    raise exception 'scope is required'
      using errcode = '22004', hint = 'Example: select howdah.set_rate_limit(''user'', 20).';
  end if;
  if set_rate_limit.scope not in ('user', 'plan', 'tenant', 'model', 'global')
     or v_unit not in ('requests', 'input_tokens', 'output_tokens', 'concurrent')
     or v_period not in ('second', 'minute', 'hour', 'day', 'month', 'now')
     or (v_unit = 'concurrent') != (v_period = 'now') then
    raise exception 'scope, unit or period is not known, or does not go with the others'
      using errcode = '22023',
            hint = 'scope is user, plan, tenant, model or global; unit is requests, input_tokens, output_tokens or '
              'concurrent; period is second, minute, hour, day or month, and none for concurrent.';
  end if;
  if set_rate_limit.limit_value not between 0 and 1e12 or set_rate_limit.burst not between 1 and 1e12
     or set_rate_limit.burst is not null and v_period not in ('second', 'minute', 'hour')
     or set_rate_limit.limit_value != trunc(set_rate_limit.limit_value)
     or set_rate_limit.burst != trunc(set_rate_limit.burst) then
    raise exception 'limit_value or burst is out of range'
      using errcode = '22023',
            hint = 'limit_value is a whole number from 0 (nothing) to 10^12, null for no limit; burst is positive '
              'and only for a rate in a second, minute or hour.';
  end if;
  if set_rate_limit.scope = 'global' and v_scope_id != '*' then
    raise exception 'a global limit has no scope_id' using errcode = '22023', hint = 'Leave scope_id out.';
  end if;
  if v_scope_id = '' then
    raise exception 'scope_id is empty' using errcode = '22023', hint = 'Pass a name; * (or null) is each one.';
  end if;
  perform howdah_internal.notice_scope(v_tenant, set_rate_limit.scope, v_scope_id);
  insert into howdah.rate_limits (tenant_id, scope, scope_id, unit, period, limit_value, burst)
  values (
    v_tenant, set_rate_limit.scope, v_scope_id, v_unit, v_period, set_rate_limit.limit_value,
    set_rate_limit.burst
  )
  on conflict (tenant_id, scope, scope_id, unit, period) do update
    set limit_value = excluded.limit_value, burst = excluded.burst
  returning id into v_id;
  return v_id;
end
$$;
comment on function howdah.set_rate_limit is
  'Sets how many requests or tokens may be used in a second, minute or hour (evenly, with up to burst at once where '
  'it was quiet, limit_value by default) or in a day or month of the tenant''s time zone, or how many calls may run '
  'at once (concurrent), and returns the limit''s id. scope_id names the user, plan or model (provider/model); * '
  'means each one for itself, and one with a name stands in for it. A plan''s (the user''s, else the tenant''s) '
  'limit is each of its users'' own; a global one is shared by all tenants. limit_value 0 blocks, null is no limit. '
  'Raises 22004, 22023, 28000. Example: select howdah.set_rate_limit(''user'', 20).';
grant execute on function howdah.set_rate_limit to howdah_admin;
