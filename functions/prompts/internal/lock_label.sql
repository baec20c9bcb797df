create or replace function howdah_internal.lock_label(
  tenant text,
  prompt text,
  label text,
  expected_version integer,
  reason text
)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_version integer;
begin
  if length(lock_label.reason) > 10000 then
    raise exception 'the reason is longer than 10,000 characters' using errcode = '22001', hint = 'Shorten it.';
  end if;
  perform howdah_internal.lock_prompt(lock_label.tenant, lock_label.prompt);
  select l.version into v_version
    from howdah.prompt_labels as l
   where l.tenant_id = lock_label.tenant and l.prompt = lock_label.prompt and l.label = lock_label.label;
  if lock_label.expected_version != coalesce(v_version, 0) then
    raise exception 'the label points to version %, not to the expected one', coalesce(v_version::text, 'none')
      using errcode = 'PT409', hint = 'Somebody else has changed it: look again, then decide.';
  end if;
  if exists (
    select from howdah.experiments as e
     where e.tenant_id = lock_label.tenant and e.prompt = lock_label.prompt and e.label = lock_label.label
       and e.status = 'running'
  ) then
    raise exception 'an experiment is running under this label'
      using errcode = 'PT409', hint = 'howdah.stop_experiment(prompt, winner) ends it and activates the winner.';
  end if;
end
$$;
comment on function howdah_internal.lock_label is
  'Locks the prompt of a label that is about to move. Raises 22001, PT409 when it does not point to expected_version '
  '(0 for none) or while an experiment runs under it.';
