create or replace function howdah.rollback_prompt(
  prompt text,
  label text default 'production',
  expected_version integer default null,
  reason text default 'rollback'
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
  v_last howdah.prompt_label_history;
  v_current howdah.prompt_label_history;
  v_before howdah.prompt_label_history;
begin
  if rollback_prompt.prompt is null or rollback_prompt.label is null then
    raise exception 'prompt and label are required'
      using errcode = '22004', hint = 'Example: select howdah.rollback_prompt(''support'').';
  end if;
  if length(rollback_prompt.reason) > 10000 then
    raise exception 'the reason is longer than 10,000 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  perform howdah.hold_user(v_tenant, howdah.current_user_id());
  perform from howdah.prompts as p
   where p.tenant_id = v_tenant and p.name = rollback_prompt.prompt
     for no key update;
  select h.* into v_last
    from howdah.prompt_label_history as h
   where h.tenant_id = v_tenant and h.prompt = rollback_prompt.prompt and h.label = rollback_prompt.label
   order by h.id desc
   limit 1;
  if rollback_prompt.expected_version != coalesce(v_last.to_version, 0) then
    raise exception 'the label points to version %, not to the expected one', coalesce(v_last.to_version::text, 'none')
      using errcode = 'PT409', hint = 'Somebody else has changed it: look again, then decide.';
  end if;
  -- After a rollback the next one goes on from the state it went back to, so that two of them go back twice.
  select h.* into v_current
    from howdah.prompt_label_history as h
   where h.tenant_id = v_tenant and h.id = coalesce(v_last.restores_id, v_last.id);
  select h.* into v_before
    from howdah.prompt_label_history as h
   where h.tenant_id = v_tenant and h.prompt = rollback_prompt.prompt and h.label = rollback_prompt.label
     and h.id < v_current.id
   order by h.id desc
   limit 1;
  if v_before.id is null then
    raise exception 'there is no earlier version to go back to'
      using errcode = 'PT404', hint = 'See howdah.prompt_label_history; nothing was changed.';
  end if;
  perform howdah.move_label(
    v_tenant, rollback_prompt.prompt, rollback_prompt.label, v_before.to_version, rollback_prompt.reason,
    coalesce(v_before.restores_id, v_before.id));
  return v_before.to_version;
end
$$;
comment on function howdah.rollback_prompt(text, text, integer, text) is
  'Points a label back to the version before the last activation and returns it; again, and it goes back one more. '
  'With expected_version only from that version, PT409 otherwise and while an experiment runs under the label. '
  'Raises PT404 when there is no earlier one. Example: select howdah.rollback_prompt(''support'').';
