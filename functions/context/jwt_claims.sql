create or replace function howdah.jwt_claims()
  returns jsonb
  language sql
  stable
return nullif(current_setting('request.jwt.claims', true), '')::jsonb;
comment on function howdah.jwt_claims() is 'Claims of the request as PostgREST and Supabase set them; null without.';
