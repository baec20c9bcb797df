create or replace function howdah.assign_prompt_version(prompt text, unit_id text, label text default 'production')
  returns integer
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_label text := coalesce(assign_prompt_version.label, 'production');
  v_tenant text := howdah_internal.acting_tenant();
begin
  if assign_prompt_version.prompt is null or assign_prompt_version.unit_id is null then
    raise exception 'prompt and unit_id are required'
      using errcode = '22004',
            hint = 'unit_id is the user, the conversation or the tenant, whatever the experiment is by.';
  end if;
  return (
    select p.version
      from howdah_internal.prompt_for(
             v_tenant, assign_prompt_version.prompt, v_label,
             unit_id => assign_prompt_version.unit_id) as p
  );
end
$$;
comment on function howdah.assign_prompt_version is
  'The version that a unit gets: always the same while the weights stay, the active one when no experiment runs. '
  'Writes nothing; an answer in a conversation does so by itself. Raises 22004, PT404 without an active version. '
  'Example: select howdah.assign_prompt_version(''support'', ''user-42'').';
grant execute on function howdah.assign_prompt_version to howdah_app, howdah_admin;
