create or replace function howdah.context_tenant()
  returns text
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
begin
  return howdah_internal.acting_tenant();
end
$$;
comment on function howdah.context_tenant is
  'Returns the tenant of the context, checked, as policies need it. Raises 28000 when tenancy is required and none is '
  'set. Example: select howdah.context_tenant().';
grant execute on function howdah.context_tenant to howdah_app, howdah_worker, howdah_analyst, howdah_admin;
