create or replace function howdah.clear_cache(
  prompt text default null,
  model text default null,
  user_id text default null
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_model_id integer := case
    when clear_cache.model is not null then howdah_internal.find_model(clear_cache.model, 'chat')
  end;
  v_count bigint;
begin
  delete from howdah_internal.llm_cache as c
   where c.tenant_id = v_tenant
     and (v_model_id is null or c.model_id = v_model_id)
     and (clear_cache.user_id is null or c.user_id = clear_cache.user_id)
     and (clear_cache.prompt is null or c.prompt_version_id in (
       select v.id from howdah_internal.prompt_versions as v
        where v.tenant_id = v_tenant and v.prompt = clear_cache.prompt));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function howdah.clear_cache is
  'Deletes cached answers of the tenant, only those of a prompt, a model or a user where one is named, and returns '
  'how many. Raises 22023, 28000, PT404. Example: select howdah.clear_cache(prompt => ''support'').';
grant execute on function howdah.clear_cache to howdah_admin;
