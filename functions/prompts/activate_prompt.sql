drop function if exists howdah.activate_prompt(text, integer, text, integer, text);
create or replace function howdah.activate_prompt(
  prompt text,
  version double precision,
  label text default 'production',
  expected_version double precision default null,
  reason text default null
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_version integer := howdah_internal.whole('version', activate_prompt.version);
  v_label text := coalesce(activate_prompt.label, 'production');
  v_expected_version integer := howdah_internal.whole('expected_version', activate_prompt.expected_version);
  v_tenant text := howdah_internal.acting_tenant();
begin
  if activate_prompt.prompt is null or v_version is null then
    raise exception 'prompt and version are required'
      using errcode = '22004', hint = 'Example: select howdah.activate_prompt(''support'', 2).';
  end if;
  if v_label !~ '^[a-z][a-z0-9_-]{0,60}$' then
    raise exception 'the label is not a lower-case word'
      using errcode = '22023', hint = 'Use names such as production or staging.';
  end if;
  perform howdah_internal.lock_label(
    v_tenant, activate_prompt.prompt, v_label, v_expected_version, activate_prompt.reason);
  if not exists (
    select from howdah_internal.prompt_versions as v
     where v.tenant_id = v_tenant and v.prompt = activate_prompt.prompt and v.version = v_version
  ) then
    raise exception 'there is no such version of the prompt'
      using errcode = 'PT404', hint = 'select name, version from howdah.prompt_versions; nothing was changed.';
  end if;
  return howdah_internal.move_label(
    v_tenant, activate_prompt.prompt, v_label, v_version, activate_prompt.reason);
end
$$;
comment on function howdah.activate_prompt is
  'Points a label to a version and returns the version it pointed to before, null for none. Listeners of '
  'howdah_prompt learn of it at commit. Raises 22004, 22023, 22001, PT404 for a version that is not there, PT409 '
  'while an experiment runs under the label, or where it does not point to expected_version (0 for none). Example: '
  'select howdah.activate_prompt(''support'', 2, expected_version => 1).';
grant execute on function howdah.activate_prompt to howdah_admin;
