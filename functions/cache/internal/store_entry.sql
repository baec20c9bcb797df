create or replace function howdah_internal.store_entry(entry howdah_internal.llm_cache, chunk_ids bigint[])
  returns boolean
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_documents uuid[];
begin
  v_documents := array(
    select distinct c.document_id from howdah.chunks as c
     where c.tenant_id = (entry).tenant_id and c.id = any (store_entry.chunk_ids)
  );
  perform howdah_internal.lock_sources((entry).tenant_id, v_documents);
  -- A chunk keeps its id only as long as its text, heading and title stay.
  if (select count(*) from howdah.chunks as c
       where c.tenant_id = (entry).tenant_id and c.id = any (store_entry.chunk_ids)
         and ((entry).scope = 'user' or c.owner_id is null and c.audience_id is null))
     != (select count(distinct i) from unnest(store_entry.chunk_ids) as i) then
    return false;
  end if;
  insert into howdah_internal.llm_cache select (entry).*
  on conflict (tenant_id, key) do update
    set response = excluded.response, user_id = excluded.user_id, input_tokens = excluded.input_tokens,
        output_tokens = excluded.output_tokens, cost_cents = excluded.cost_cents, created_at = excluded.created_at,
        expires_at = excluded.expires_at;
  insert into howdah_internal.llm_cache_sources (tenant_id, key, document_id)
  select (entry).tenant_id, (entry).key, d from unnest(v_documents) as d
  on conflict do nothing;
  return true;
end
$$;
comment on function howdah_internal.store_entry is
  'Keeps an answer, unless a chunk it was given has changed since; its documents are locked until the end.';
