create or replace function howdah_internal.prompt_version(tenant text, version_id bigint)
  returns howdah_internal.prompt_versions
  language plpgsql
  stable
  set search_path from current
as $$
begin
  return (
    select v from howdah_internal.prompt_versions as v
     where v.tenant_id = prompt_version.tenant and v.id = prompt_version.version_id
  );
end
$$;
comment on function howdah_internal.prompt_version is
  'A version with its text, for who may read that: what a view names itself, all its readers have to be let read.';
grant execute on function howdah_internal.prompt_version to howdah_admin;
