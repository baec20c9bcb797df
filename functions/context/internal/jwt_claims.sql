create or replace function howdah_internal.jwt_claims()
  returns jsonb
  language sql
  stable
return nullif(current_setting('request.jwt.claims', true), '')::jsonb;
comment on function howdah_internal.jwt_claims is
  'Claims of the request as PostgREST and Supabase set them; null without.';
grant execute on function howdah_internal.jwt_claims
  to howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer;
