create or replace function howdah.context_tenant()
  returns text
  language plpgsql
  stable
  security definer -- application logins read settings, no table
  set search_path from current
as $$
begin
  return howdah.acting_tenant();
end
$$;
comment on function howdah.context_tenant() is
  'The tenant of this call; raises 28000 when tenancy is required and none is set.';
