-- Never user_metadata: users can write it themselves.
create or replace function howdah.current_tenant()
  returns text
  language sql
  stable
return coalesce(
  case
    when nullif(current_setting('request.jwt.claims', true), '') is not null
      then coalesce(
        nullif(howdah.jwt_claims() ->> 'tenant_id', ''),
        nullif(howdah.jwt_claims() -> 'app_metadata' ->> 'tenant_id', '')
      )
    else nullif(current_setting('howdah.tenant', true), '')
  end,
  'default'
);
comment on function howdah.current_tenant() is
  'The tenant of the request: claim tenant_id or app_metadata.tenant_id, else what act_as set, else default.';
