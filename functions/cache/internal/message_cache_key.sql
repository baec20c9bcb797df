create or replace function howdah_internal.message_cache_key(message howdah.messages, request jsonb)
  returns bytea
  language plpgsql
  stable
as $$
#variable_conflict use_column
declare
  v_scope text := howdah_internal.cache_scope(message);
  v_is_kept boolean := case howdah.setting('cache_answers')
    when 'on' then true
    when 'deterministic' then message_cache_key.request #>> '{params,temperature}' ~ '^0(\.0*)?$'
  end;
begin
  if v_scope is null or v_is_kept is not true
     or message_cache_key.request -> 'params' ?| array['tools', 'functions']
     -- What an address gives may be another image tomorrow.
     or message_cache_key.request @? '$.messages[*].content[*] ? (@.type != "text")' then
    return null;
  end if;
  return howdah_internal.cache_key(
    (message).tenant_id, (message).user_id, v_scope, (message).model_id, (message).prompt_version_id,
    message_cache_key.request, (
      select coalesce(jsonb_agg(
               jsonb_build_array(c.document_id, encode(c.content_hash, 'hex')) order by c.position), '[]')
        from howdah_internal.message_citations as c
       where c.tenant_id = (message).tenant_id and c.message_id = (message).id
    ));
end
$$;
comment on function howdah_internal.message_cache_key is
  'Under which key the answer to this request may be kept; null when it may not.';
