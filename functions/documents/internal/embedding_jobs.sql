create or replace function howdah_internal.embedding_jobs()
  returns table (chunk_id bigint, model_id integer, state text, error_code text)
  language plpgsql
  stable
  security definer -- nobody but the owner reads jobs; this shows no payload
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
  v_audiences bigint[] := howdah_internal.audiences_of(v_tenant, v_user);
  v_is_operator boolean := howdah_internal.is_operator();
begin
  return query
  select j.chunk_id, (j.payload ->> 'model_id')::integer, j.state, j.error_code
    from howdah_internal.jobs as j
   where j.tenant_id = v_tenant
     and j.kind = 'embed_chunk'
     and (v_is_operator or exists (
       select from howdah.chunks as c
        where c.tenant_id = v_tenant and c.id = j.chunk_id
          and howdah_internal.may_read(c.owner_id, c.audience_id, v_user, v_audiences)
     ));
end
$$;
comment on function howdah_internal.embedding_jobs is
  'State of the tenant''s embedding jobs by chunk and model.';
grant execute on function howdah_internal.embedding_jobs to howdah_app;
