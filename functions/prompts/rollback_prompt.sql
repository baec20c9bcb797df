create or replace function howdah.rollback_prompt(prompt text, label text default 'production')
  returns integer
  language plpgsql
  volatile
  security definer -- no group role writes a table
  set search_path from current
as $$
declare
  v_tenant text := howdah.context_tenant();
  v_to integer;
begin
  if rollback_prompt.prompt is null or rollback_prompt.label is null then
    raise exception 'prompt and label are required'
      using errcode = '22004', hint = 'Example: select howdah.rollback_prompt(''support'').';
  end if;
  perform from howdah.prompts as p
   where p.tenant_id = v_tenant and p.name = rollback_prompt.prompt
     for no key update;
  select h.from_version
    into v_to
    from howdah.prompt_label_history as h
   where h.tenant_id = v_tenant and h.prompt = rollback_prompt.prompt and h.label = rollback_prompt.label
   order by h.id desc
   limit 1;
  if v_to is null then
    raise exception 'there is no earlier version to go back to'
      using errcode = 'PT404', hint = 'See howdah.prompt_label_history; nothing was changed.';
  end if;
  perform howdah.activate_prompt(rollback_prompt.prompt, v_to, rollback_prompt.label, reason => 'rollback');
  return v_to;
end
$$;
comment on function howdah.rollback_prompt(text, text) is
  'Points a label back to the version before the last change and returns it. Raises PT404 when there is none. '
  'Example: select howdah.rollback_prompt(''support'').';
