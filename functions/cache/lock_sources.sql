create or replace function howdah.lock_sources(tenant text, document_ids uuid[])
  returns void
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
begin
  perform from howdah.documents as d
    where d.tenant_id = lock_sources.tenant and d.id = any (lock_sources.document_ids)
    order by d.id
      for share;
end
$$;
comment on function howdah.lock_sources(text, uuid[]) is
  'Keeps documents as they are until the transaction ends: what comes from the cache or goes there agrees with them. '
  'Called before anything that locks money.';
