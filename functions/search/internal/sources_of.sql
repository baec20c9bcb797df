create or replace function howdah_internal.sources_of(tenant text, chunk_ids bigint[], besides text)
  returns text[]
  language plpgsql
  stable
  set search_path from current
as $$
begin
  -- With the rights of the caller: what may not be seen is not named.
  return array(
    select distinct d.source
      from howdah.chunks as c
      join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
     where c.tenant_id = sources_of.tenant and c.id = any (sources_of.chunk_ids) and d.source != sources_of.besides
     order by d.source);
end
$$;
comment on function howdah_internal.sources_of is 'Sources of the documents that some chunks are of, besides one.';
grant execute on function howdah_internal.sources_of to howdah_app;
