select howdah_internal.drop_former('howdah.set_user(text, text, text, jsonb)', 'boolean');
create or replace function howdah.set_user(
  user_id text,
  email text default null,
  plan text default null,
  metadata jsonb default null
)
  returns boolean
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
begin
  perform howdah_internal.check_key('user_id', set_user.user_id);
  -- Claims are an end user's own: a plan decides what that user may spend.
  if howdah_internal.jwt_claims() is not null
     and (set_user.user_id is distinct from howdah.current_user_id() or set_user.plan is not null) then
    raise exception 'with JWT claims only the user''s own row can be set, and no plan'
      using errcode = '42501', hint = 'Set plans from the server, without claims.';
  end if;
  if jsonb_typeof(set_user.metadata) != 'object' then
    raise exception 'metadata is not a JSON object'
      using errcode = '22023', hint = 'Pass an object such as {"team": "a"}.';
  end if;
  perform howdah_internal.hold_user(v_tenant, set_user.user_id);
  insert into howdah.tenants (tenant_id) values (v_tenant) on conflict do nothing;
  insert into howdah.users as u (tenant_id, id, email, plan, metadata)
  values (
    v_tenant, set_user.user_id, coalesce(set_user.email, set_user.user_id), set_user.plan,
    coalesce(set_user.metadata, '{}')
  )
  on conflict (tenant_id, id) do update
    set email = coalesce(set_user.email, u.email),
        plan = coalesce(set_user.plan, u.plan),
        metadata = coalesce(set_user.metadata, u.metadata);
  if set_user.plan is not null and not howdah_internal.is_limited_plan(v_tenant, set_user.plan) then
    raise notice 'no rate limit or budget is for the plan %', set_user.plan
      using hint = format(
        'As howdah_admin: select howdah.set_rate_limit(''plan'', 20, scope_id => %L); null is no limit.',
        set_user.plan);
  end if;
  return true;
end
$$;
comment on function howdah.set_user is
  'Makes a user or changes e-mail, plan and metadata; null keeps what is there. Users are also made on first use. '
  'With JWT claims only one''s own row and no plan, else 42501. Raises 22004, 22001, 22023. Example: select '
  'howdah.set_user(''42'', ''ann@example.com'', plan => ''pro'').';
grant execute on function howdah.set_user to howdah_app, howdah_admin;
