create or replace function howdah.cache_lookup(
  request jsonb,
  model text,
  chunk_ids bigint[] default '{}',
  scope text default 'user',
  feature text default null
)
  returns table (response text, saved_cents numeric, created_at timestamptz, expires_at timestamptz)
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_asked howdah.llm_cache := howdah.cache_request(
    cache_lookup.request, cache_lookup.model, cache_lookup.chunk_ids, cache_lookup.scope);
  v_entry howdah.llm_cache;
begin
  if v_asked.key is not null and howdah.setting('cache_answers') != 'off' then
    v_entry := howdah.cached_entry(v_asked.tenant_id, v_asked.key);
  end if;
  if v_entry.key is null then
    return;
  end if;
  perform howdah.record_hit(
    v_entry, v_asked.tenant_id, v_asked.user_id, gen_random_uuid(), 1, cache_lookup.feature);
  return query select v_entry.response, v_entry.cost_cents, v_entry.created_at, v_entry.expires_at;
end
$$;
comment on function howdah.cache_lookup(jsonb, text, bigint[], text, text) is
  'The answer that cache_store kept for an equal request, model, chunks and scope, of the same user unless scope is tenant; '
  'no row when there is none. A hit is a usage row with cost 0 and what it saved. Raises 28000, 22004, 22023, PT404 for the '
  'model. Example: select response from howdah.cache_lookup(''{"messages": [{"role": "user", "content": "Hi"}]}'', '
  '''openai/gpt-4o'').';
