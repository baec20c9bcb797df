create or replace function howdah.cache_key(
  tenant text,
  user_id text,
  scope text,
  model_id integer,
  prompt_version_id bigint,
  request jsonb,
  sources jsonb
)
  returns bytea
  language plpgsql
  immutable
  set search_path from current
as $$
begin
  return sha256(convert_to(
    jsonb_build_array(
      scope,
      case when scope != 'all' then tenant end,
      case when scope = 'user' then user_id end,
      model_id,
      case when scope != 'all' then prompt_version_id end,
      request,
      sources
    )::text, 'UTF8'));
end
$$;
comment on function howdah.cache_key(text, text, text, integer, bigint, jsonb, jsonb) is
  'Key of a request in the cache: equal only where everything that decides the answer, and who may see it, is equal.';
