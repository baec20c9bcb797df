create or replace function howdah.set_user(
  user_id text,
  email text default null,
  plan text default null,
  metadata jsonb default null
)
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
begin
  if set_user.user_id is null then
    raise exception 'user_id is null' using errcode = '22004', hint = 'Pass the key of the user as text.';
  end if;
  if set_user.user_id = '' then
    raise exception 'user_id is empty' using errcode = '22023', hint = 'Pass the key of the user as text.';
  end if;
  if length(set_user.user_id) > 200 then
    raise exception 'user_id is longer than 200 characters'
      using errcode = '22001', hint = 'Pass the key of the user, such as a uuid.';
  end if;
  -- Claims are an end user's own: a plan decides what that user may spend.
  if howdah.jwt_claims() is not null
     and (set_user.user_id is distinct from howdah.current_user_id() or set_user.plan is not null) then
    raise exception 'with JWT claims only the user''s own row can be set, and no plan'
      using errcode = '42501', hint = 'Set plans from the server, without claims.';
  end if;
  if jsonb_typeof(set_user.metadata) != 'object' then
    raise exception 'metadata is not a JSON object' using errcode = '22023', hint = 'Pass an object such as {"team": "a"}.';
  end if;
  perform howdah.hold_user(v_tenant, set_user.user_id);
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
end
$$;
comment on function howdah.set_user(text, text, text, jsonb) is
  'Makes a user or changes e-mail, plan and metadata; null keeps what is there. Users are also made on first use. '
  'With JWT claims only one''s own row and no plan, else 42501. Raises 22004, 22001, 22023. Example: select howdah.set_user(''42'', ''ann@example.com'', plan => ''pro'').';
