create or replace function howdah_internal.prompt_version_hash(version howdah_internal.prompt_versions)
  returns bytea
  language plpgsql
  stable
as $$
begin
  -- Without the author: the person may ask to be forgotten. The time as a number, for it has no time zone.
  return sha256(convert_to(jsonb_build_array(
    version.tenant_id, version.id, version.prompt, version.version, version.form, version.content, version.model_id,
    version.params, version.variables, version.commit_message, extract(epoch from version.created_at))::text, 'UTF8'));
end
$$;
comment on function howdah_internal.prompt_version_hash is 'What content_hash of a prompt version has to be.';
