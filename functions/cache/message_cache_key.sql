create or replace function howdah.message_cache_key(message howdah.messages, request jsonb)
  returns bytea
  language plpgsql
  stable
  security definer -- no group role reads the tables behind it
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_scope text := howdah.cache_scope(message);
  v_is_kept boolean := case howdah.setting('cache_answers')
    when 'on' then true
    when 'deterministic' then message_cache_key.request #>> '{params,temperature}' ~ '^0(\.0*)?$'
  end;
begin
  if v_scope is null or v_is_kept is not true or message_cache_key.request -> 'params' ?| array['tools', 'functions'] then
    return null;
  end if;
  return howdah.cache_key(
    (message).tenant_id, (message).user_id, v_scope, (message).model_id, (message).prompt_version_id,
    message_cache_key.request, (
      select coalesce(jsonb_agg(
               jsonb_build_array(c.document_id, encode(c.content_hash, 'hex')) order by c.position), '[]')
        from howdah.message_citations as c
       where c.tenant_id = (message).tenant_id and c.message_id = (message).id
    ));
end
$$;
comment on function howdah.message_cache_key(howdah.messages, jsonb) is
  'Under which key the answer to this request may be kept; null when it may not.';
