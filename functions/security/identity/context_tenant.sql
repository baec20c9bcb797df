create or replace function howdah.context_tenant()
  returns text
  language plpgsql
  stable
  set search_path from current
as $$
declare
  v_tenant text := howdah.current_tenant();
begin
  if v_tenant = 'default' and howdah.setting('tenancy') = 'required' then
    raise exception 'no tenant is set'
      using errcode = '28000', hint = 'Call howdah.act_as(user_id, tenant) first, in the same transaction.';
  end if;
  return v_tenant;
end
$$;
comment on function howdah.context_tenant() is
  'The tenant of this call; raises 28000 when tenancy is required and none is set.';
