create or replace function howdah.activate_prompt(
  prompt text,
  version integer,
  label text default 'production',
  expected_version integer default null,
  reason text default null
)
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
  v_from integer;
begin
  if activate_prompt.prompt is null or activate_prompt.version is null or activate_prompt.label is null then
    raise exception 'prompt, version and label are required'
      using errcode = '22004', hint = 'Example: select howdah.activate_prompt(''support'', 2).';
  end if;
  if activate_prompt.label !~ '^[a-z][a-z0-9_-]{0,60}$' then
    raise exception 'the label is not a lower-case word'
      using errcode = '22023', hint = 'Use names such as production or staging.';
  end if;
  if length(activate_prompt.reason) > 10000 then
    raise exception 'the reason is longer than 10,000 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  perform howdah.hold_user(v_tenant, howdah.current_user_id());
  -- The parent's lock makes activations of one prompt follow each other.
  perform from howdah.prompts as p
   where p.tenant_id = v_tenant and p.name = activate_prompt.prompt
     for no key update;
  if not exists (
    select from howdah.prompt_versions as v
     where v.tenant_id = v_tenant and v.prompt = activate_prompt.prompt and v.version = activate_prompt.version
  ) then
    raise exception 'there is no such version of the prompt'
      using errcode = 'PT404', hint = 'select prompt, version from howdah.prompt_versions; nothing was changed.';
  end if;
  select l.version into v_from
    from howdah.prompt_labels as l
   where l.tenant_id = v_tenant and l.prompt = activate_prompt.prompt and l.label = activate_prompt.label;
  if activate_prompt.expected_version != coalesce(v_from, 0) then
    raise exception 'the label points to version %, not to the expected one', coalesce(v_from::text, 'none')
      using errcode = 'PT409', hint = 'Somebody else has changed it: look again, then decide.';
  end if;
  perform howdah.move_label(
    v_tenant, activate_prompt.prompt, activate_prompt.label, activate_prompt.version, activate_prompt.reason);
  return v_from;
end
$$;
comment on function howdah.activate_prompt(text, integer, text, integer, text) is
  'Points a label to a version and returns the version it pointed to before, null for none. With expected_version it '
  'does so only from that version (0 for none), PT409 otherwise and while an experiment runs under the label. Raises '
  'PT404 for a version that is not there, and changes nothing. Listeners of howdah_prompt learn of it at commit. '
  'Example: select howdah.activate_prompt(''support'', 2, expected_version => 1).';
