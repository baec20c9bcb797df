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
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_chunk_ids bigint[] := coalesce(cache_lookup.chunk_ids, '{}');
  v_scope text := coalesce(cache_lookup.scope, 'user');
  v_asked howdah_internal.llm_cache := howdah_internal.cache_request(
    cache_lookup.request, cache_lookup.model, v_chunk_ids, v_scope);
  v_entry howdah_internal.llm_cache;
begin
  if v_asked.key is not null and howdah.setting('cache_answers') != 'off' then
    v_entry := howdah_internal.cached_entry(v_asked.tenant_id, v_asked.key);
  end if;
  if v_entry.key is null then
    return;
  end if;
  perform howdah_internal.record_hit(v_entry, v_asked.user_id, gen_random_uuid(), 1, cache_lookup.feature);
  return query select v_entry.response, v_entry.cost_cents, v_entry.created_at, v_entry.expires_at;
end
$$;
comment on function howdah.cache_lookup is
  'The answer that cache_store kept for an equal request, model, chunks and scope, of the same user unless scope is '
  'tenant; no row when there is none. A hit is a usage row with cost 0 and what it saved. Raises 28000, 22004, '
  '22023, PT404 for the model. Example: select response from howdah.cache_lookup(''{"messages": [{"role": "user", '
  '"content": "Hi"}]}'', ''openai/gpt-4o'').';
grant execute on function howdah.cache_lookup to howdah_app;
