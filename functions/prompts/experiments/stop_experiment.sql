create or replace function howdah.stop_experiment(
  prompt text,
  winner integer default null,
  label text default 'production'
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
  v_experiment howdah.experiments;
begin
  if stop_experiment.prompt is null or stop_experiment.label is null then
    raise exception 'prompt and label are required'
      using errcode = '22004', hint = 'Example: select howdah.stop_experiment(''support'', winner => 2).';
  end if;
  perform howdah.hold_user(v_tenant, howdah.current_user_id());
  v_experiment := howdah.running_experiment(v_tenant, stop_experiment.prompt, stop_experiment.label);
  if stop_experiment.winner is not null and not exists (
    select from howdah.experiment_variants as v
     where v.tenant_id = v_tenant and v.experiment_id = v_experiment.id and v.version = stop_experiment.winner
  ) then
    raise exception 'the winner is no version of the experiment'
      using errcode = '22023', hint = 'See howdah.experiment_results for its versions; nothing was changed.';
  end if;
  update howdah.experiments as e
     set status = 'stopped', winner_version = stop_experiment.winner, stopped_at = howdah.clock(),
         stopped_by = coalesce(howdah.current_user_id(), session_user)
   where e.tenant_id = v_tenant and e.id = v_experiment.id;
  if stop_experiment.winner is not null then
    perform howdah.move_label(
      v_tenant, stop_experiment.prompt, stop_experiment.label, stop_experiment.winner,
      format('won experiment %s', v_experiment.id));
  end if;
  perform howdah.notify_prompt(v_tenant, stop_experiment.prompt, stop_experiment.label);
  return (
    select l.version from howdah.prompt_labels as l
     where l.tenant_id = v_tenant and l.prompt = stop_experiment.prompt and l.label = stop_experiment.label
  );
end
$$;
comment on function howdah.stop_experiment(text, integer, text) is
  'Ends the running experiment and, in the same transaction, activates the winner; returns the version that answers '
  'from now on, without a winner the one the label pointed to all along. Raises 22004, PT404 when none is running, '
  '22023 for a winner that did not take part. Example: select howdah.stop_experiment(''support'', winner => 2).';
