create or replace function howdah.act_as(user_id text, tenant text default null)
  returns boolean
  language plpgsql
  volatile
  set search_path from current
as $$
declare
  v_tenant text := coalesce(act_as.tenant, '');
begin
  if howdah.jwt_claims() is not null then
    if act_as.user_id is distinct from howdah.current_user_id()
       or (act_as.tenant is not null and act_as.tenant != howdah.current_tenant()) then
      raise exception 'the claims of this request name another user or tenant'
        using errcode = '42501', hint = 'With JWT claims set, act_as can only name their own user and tenant.';
    end if;
    return true;
  end if;
  if length(act_as.user_id) > 200 or length(v_tenant) > 200 then
    raise exception 'a user id or tenant is longer than 200 characters'
      using errcode = '22001', hint = 'Pass the key of the user, such as a uuid.';
  end if;
  -- Never null; an expression, as a query would cost every call more.
  return set_config('howdah.user_id', coalesce(act_as.user_id, ''), true) is not null
     and set_config('howdah.tenant', v_tenant, true) is not null;
end
$$;
comment on function howdah.act_as(text, text) is
  'Sets user and tenant for this transaction and returns true, so that one statement carries both: '
  'select r.* from howdah.act_as($1) as me, lateral howdah.search(case when me then $2 end) as r. '
  'Raises 42501 when JWT claims name somebody else, 22001 for ids over 200 characters.';
