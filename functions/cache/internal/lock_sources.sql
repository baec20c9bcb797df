create or replace function howdah_internal.lock_sources(tenant text, document_ids uuid[])
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  perform from howdah.documents as d
    where d.tenant_id = lock_sources.tenant and d.id = any (lock_sources.document_ids)
    order by d.id
      for share;
end
$$;
comment on function howdah_internal.lock_sources is
  'Keeps documents as they are until the transaction ends: what comes from the cache or goes there agrees with them. '
  'Called before anything that locks money.';
