create or replace function howdah.prompt_version_hash(version howdah.prompt_versions)
  returns bytea
  language plpgsql
  stable
  set search_path from current
as $$
begin
  -- Without the author: the person may ask to be forgotten. The time as a number, for it has no time zone.
  return sha256(convert_to(jsonb_build_array(
    version.tenant_id, version.id, version.prompt, version.version, version.form, version.content, version.model_id,
    version.params, version.variables, version.commit_message, extract(epoch from version.created_at))::text, 'UTF8'));
end
$$;
comment on function howdah.prompt_version_hash(howdah.prompt_versions) is
  'What content_hash of a prompt version has to be.';
