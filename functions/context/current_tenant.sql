-- Never user_metadata: users can write it themselves.
create or replace function howdah.current_tenant()
  returns text
  language sql
  stable
return coalesce(
  case
    when nullif(current_setting('request.jwt.claims', true), '') is not null
      then coalesce(
        nullif(howdah_internal.jwt_claims() ->> 'tenant_id', ''),
        nullif(howdah_internal.jwt_claims() -> 'app_metadata' ->> 'tenant_id', '')
      )
    else nullif(current_setting('howdah.tenant', true), '')
  end,
  'default'
);
comment on function howdah.current_tenant is
  'Returns the tenant that the context names, unchecked: claim tenant_id or app_metadata.tenant_id, else what act_as '
  'set, else default. Example: select howdah.current_tenant().';
grant execute on function howdah.current_tenant
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
