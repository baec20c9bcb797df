create or replace function howdah.chunk_jobs()
  returns table (chunk_id bigint, state text, error_code text)
  language plpgsql
  stable
  security definer -- group roles do not read jobs; this shows no content and only the tenant's own
  set search_path from current
as $$
declare
  v_tenant text := howdah.context_tenant();
begin
  return query
  select (j.payload ->> 'chunk_id')::bigint, j.state, j.error_code
    from howdah.jobs as j
   where j.tenant_id = v_tenant
     and j.kind = 'embed_chunk';
end
$$;
comment on function howdah.chunk_jobs() is 'State of the embedding jobs of the tenant''s chunks.';
