create or replace function howdah_internal.cache_key(
  tenant text,
  user_id text,
  scope text,
  model_id integer,
  prompt_version_id bigint,
  request jsonb,
  sources jsonb
)
  returns bytea
  language sql
  stable
return sha256(convert_to(
  jsonb_build_array(
    scope, tenant, case when scope = 'user' then user_id end, model_id, prompt_version_id, request, sources
  )::text, 'UTF8'));
comment on function howdah_internal.cache_key is
  'Key of a request in the cache: equal only where everything that decides the answer, and who may see it, is equal.';
