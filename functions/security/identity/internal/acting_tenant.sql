create or replace function howdah_internal.acting_tenant()
  returns text
  language plpgsql
  stable
as $$
declare
  v_tenant text := howdah.current_tenant();
begin
  -- In the path of every call: not through setting(), and not in the condition, which would be run as a query.
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
comment on function howdah_internal.acting_tenant is
  'The tenant of the context, checked, for definers; raises 28000 when tenancy is required and none is set.';
