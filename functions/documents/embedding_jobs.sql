create or replace function howdah.embedding_jobs()
  returns table (chunk_id bigint, model_id integer, state text, error_code text)
  language plpgsql
  stable
  security definer -- nobody but the owner reads jobs; this shows no payload
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.context_tenant();
begin
  return query
  select (j.payload ->> 'chunk_id')::bigint, (j.payload ->> 'model_id')::integer, j.state, j.error_code
    from howdah.jobs as j
   where j.tenant_id = v_tenant
     and j.kind = 'embed_chunk';
end
$$;
comment on function howdah.embedding_jobs() is 'State of the tenant''s embedding jobs by chunk and model, for the views about documents.';
