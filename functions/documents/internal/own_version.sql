create or replace function howdah_internal.own_version(collection text, source text)
  returns text
  language plpgsql
  stable
  security definer -- what an application took for readers it does not read itself
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah_internal.acting_tenant();
  v_user text := howdah.current_user_id();
begin
  return (
    select concat_ws(' ', d.version, d.audience_id)
      from howdah.documents as d
     where d.tenant_id = v_tenant and d.collection = own_version.collection and d.source = own_version.source
       and d.owner_id is not distinct from v_user);
end
$$;
comment on function howdah_internal.own_version is
  'What changes with the text and the readers of the own document of a source; null where there is none.';
grant execute on function howdah_internal.own_version to howdah_app;
