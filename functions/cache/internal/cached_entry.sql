create or replace function howdah_internal.cached_entry(tenant text, key bytea)
  returns howdah_internal.llm_cache
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_entry howdah_internal.llm_cache;
begin
  -- Twice: between finding the entry and locking its documents one of them may change and take it along.
  for v_look in 1 .. 2 loop
    select c.* into v_entry
      from howdah_internal.llm_cache as c
     where c.tenant_id = cached_entry.tenant and c.key = cached_entry.key and c.expires_at > howdah.clock();
    exit when v_entry.key is null or v_look = 2;
    perform howdah_internal.lock_sources(cached_entry.tenant, array(
      select s.document_id from howdah_internal.llm_cache_sources as s
       where s.tenant_id = v_entry.tenant_id and s.key = v_entry.key));
  end loop;
  return v_entry;
end
$$;
comment on function howdah_internal.cached_entry is
  'The living entry of a key, its documents locked against change; null when there is none.';
