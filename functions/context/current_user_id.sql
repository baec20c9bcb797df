-- Inlines: no SET clause, no volatile call. An empty setting is what SET LOCAL leaves behind.
create or replace function howdah.current_user_id()
  returns text
  language sql
  stable
return case
  when nullif(current_setting('request.jwt.claims', true), '') is not null
    then nullif(howdah_internal.jwt_claims() ->> 'sub', '')
  else nullif(current_setting('howdah.user_id', true), '')
end;
comment on function howdah.current_user_id is
  'Returns the user that the context names: claim sub where there are claims, else what act_as set; null without one. '
  'Example: select howdah.current_user_id().';
grant execute on function howdah.current_user_id
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
