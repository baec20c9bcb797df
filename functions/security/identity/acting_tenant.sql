create or replace function howdah.acting_tenant()
  returns text
  language plpgsql
  stable
  -- Only definers call it: it has their rights and their search_path.
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
comment on function howdah.acting_tenant() is 'What context_tenant returns, for definers.';
