create or replace function howdah_internal.running_experiment(tenant text, prompt text, label text)
  returns howdah.experiments
  language plpgsql
  volatile
as $$
#variable_conflict use_column
declare
  v_experiment howdah.experiments;
begin
  perform howdah_internal.lock_prompt(running_experiment.tenant, running_experiment.prompt);
  select e.* into v_experiment
    from howdah.experiments as e
   where e.tenant_id = running_experiment.tenant and e.prompt = running_experiment.prompt
     and e.label = running_experiment.label and e.status = 'running';
  if not found then
    raise exception 'no experiment is running under this label'
      using errcode = 'PT404', hint = 'howdah.start_experiment(prompt, weights) starts one.';
  end if;
  return v_experiment;
end
$$;
comment on function howdah_internal.running_experiment is
  'The experiment that runs under a label, with the prompt''s lock taken. Raises PT404 when there is none.';
