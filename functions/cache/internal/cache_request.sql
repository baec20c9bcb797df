create or replace function howdah_internal.cache_request(request jsonb, model text, chunk_ids bigint[], scope text)
  returns howdah_internal.llm_cache
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_entry howdah_internal.llm_cache;
  v_sources jsonb;
  v_count bigint;
  v_is_private boolean;
begin
  v_entry.tenant_id := howdah_internal.acting_tenant();
  v_entry.user_id := howdah_internal.acting_user();
  if cache_request.request is null or cache_request.model is null or cache_request.scope is null then
    raise exception 'request, model and scope are required'
      using errcode = '22004', hint = 'Pass what the model is sent, and its name as provider/model.';
  end if;
  if jsonb_typeof(cache_request.request) != 'object' or cache_request.scope not in ('user', 'tenant') then
    raise exception 'request or scope is out of range'
      using errcode = '22023', hint = 'request is a JSON object, scope user or tenant.';
  end if;
  v_entry.model_id := howdah_internal.find_model(cache_request.model, 'chat');
  select coalesce(jsonb_agg(jsonb_build_array(c.id, encode(c.content_hash, 'hex')) order by c.id), '[]'), count(*),
         coalesce(bool_or(c.owner_id is not null or c.audience_id is not null), false)
    into v_sources, v_count, v_is_private
    from howdah.chunks as c
   where c.tenant_id = v_entry.tenant_id and c.id = any (cache_request.chunk_ids)
     and howdah_internal.may_read(
       c.owner_id, c.audience_id, v_entry.user_id,
       howdah_internal.audiences_of(v_entry.tenant_id, v_entry.user_id));
  -- A chunk that is gone or not theirs: there is nothing to find and nothing to keep.
  if v_count = (select count(distinct i) from unnest(cache_request.chunk_ids) as i) then
    v_entry.scope := case when v_is_private then 'user' else cache_request.scope end;
    v_entry.key := howdah_internal.cache_key(
      v_entry.tenant_id, v_entry.user_id, v_entry.scope, v_entry.model_id, null, cache_request.request, v_sources);
  end if;
  return v_entry;
end
$$;
comment on function howdah_internal.cache_request is
  'Key and scope of an application''s own request; no key when a chunk is gone. Raises 28000, 22004, 22023, PT404.';
