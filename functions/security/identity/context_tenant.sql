create or replace function howdah.context_tenant()
  returns text
  language plpgsql
  stable
  security definer -- application logins read settings, no table
  set search_path from current
as $$
declare
  v_tenant text := howdah.current_tenant();
begin
  -- Not through setting(), and no subquery in the condition: this is in the path of every call.
  if v_tenant = 'default' then
    perform from howdah.settings as s where s.name = 'tenancy' and s.value = 'required';
    if found then
      raise exception 'no tenant is set'
        using errcode = '28000', hint = 'Call howdah.act_as(user_id, tenant) first, in the same transaction.';
    end if;
  end if;
  return v_tenant;
end
$$;
comment on function howdah.context_tenant() is
  'The tenant of this call; raises 28000 when tenancy is required and none is set.';
