drop function if exists howdah.rollback_prompt(text, text, integer, text);
create or replace function howdah.rollback_prompt(
  prompt text,
  label text default 'production',
  expected_version double precision default null,
  reason text default 'rollback'
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_label text := coalesce(rollback_prompt.label, 'production');
  v_expected_version integer := howdah_internal.whole('expected_version', rollback_prompt.expected_version);
  v_reason text := coalesce(rollback_prompt.reason, 'rollback');
  v_tenant text := howdah_internal.acting_tenant();
  v_last howdah.prompt_label_history;
  v_before howdah.prompt_label_history;
begin
  if rollback_prompt.prompt is null then
    raise exception 'prompt is required'
      using errcode = '22004', hint = 'Example: select howdah.rollback_prompt(''support'').';
  end if;
  perform howdah_internal.lock_label(
    v_tenant, rollback_prompt.prompt, v_label, v_expected_version, v_reason);
  select h.* into v_last
    from howdah.prompt_label_history as h
   where h.tenant_id = v_tenant and h.prompt = rollback_prompt.prompt and h.label = v_label
   order by h.id desc
   limit 1;
  -- After a rollback the next one goes on from the state it went back to, so that two of them go back twice.
  select h.* into v_before
    from howdah.prompt_label_history as h
   where h.tenant_id = v_tenant and h.prompt = rollback_prompt.prompt and h.label = v_label
     and h.id < coalesce(v_last.restores_id, v_last.id)
   order by h.id desc
   limit 1;
  if v_before.id is null then
    raise exception 'there is no earlier version to go back to'
      using errcode = 'PT404', hint = 'See howdah.prompt_label_history; nothing was changed.';
  end if;
  perform howdah_internal.move_label(
    v_tenant, rollback_prompt.prompt, v_label, v_before.to_version, v_reason,
    coalesce(v_before.restores_id, v_before.id));
  return v_before.to_version;
end
$$;
comment on function howdah.rollback_prompt is
  'Points a label back to the version before the last activation and returns it; again, and it goes back one more. '
  'Raises 22004, 22001, PT404 when there is no earlier one, PT409 while an experiment runs under the label, or where '
  'it does not point to expected_version. Example: select howdah.rollback_prompt(''support'').';
grant execute on function howdah.rollback_prompt to howdah_admin;
