create or replace function howdah.embedding_jobs()
  returns table (chunk_id bigint, model_id integer, state text, error_code text)
  language plpgsql
  stable
  security definer -- nobody but the owner reads jobs; this shows no payload
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_user text := howdah.current_user_id();
  v_is_operator boolean := howdah.is_operator();
begin
  return query
  select (j.payload ->> 'chunk_id')::bigint, (j.payload ->> 'model_id')::integer, j.state, j.error_code
    from howdah.jobs as j
   where j.tenant_id = v_tenant
     and j.kind = 'embed_chunk'
     and (v_is_operator or exists (
       select from howdah.chunks as c
        where c.tenant_id = v_tenant and c.id = (j.payload ->> 'chunk_id')::bigint
          and (c.owner_id is null or c.owner_id = v_user)
     ));
end
$$;
comment on function howdah.embedding_jobs() is 'State of the tenant''s embedding jobs by chunk and model, for the views about documents.';
