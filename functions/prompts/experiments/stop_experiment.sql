drop function if exists howdah.stop_experiment(text, integer, text);
create or replace function howdah.stop_experiment(
  prompt text,
  winner double precision default null,
  label text default 'production'
)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_winner integer := howdah_internal.whole('winner', stop_experiment.winner);
  v_label text := coalesce(stop_experiment.label, 'production');
  v_tenant text := howdah_internal.acting_tenant();
  v_experiment howdah.experiments;
begin
  if stop_experiment.prompt is null then
    raise exception 'prompt is required'
      using errcode = '22004', hint = 'Example: select howdah.stop_experiment(''support'', winner => 2).';
  end if;
  v_experiment := howdah_internal.running_experiment(v_tenant, stop_experiment.prompt, v_label);
  if v_winner is not null and not exists (
    select from howdah.experiment_variants as v
     where v.tenant_id = v_tenant and v.experiment_id = v_experiment.id and v.version = v_winner
  ) then
    raise exception 'the winner is no version of the experiment'
      using errcode = '22023', hint = 'See howdah.experiment_results for its versions; nothing was changed.';
  end if;
  update howdah.experiments as e
     set status = 'stopped', winner_version = v_winner, stopped_at = howdah.clock(),
         stopped_by = coalesce(howdah.current_user_id(), session_user)
   where e.tenant_id = v_tenant and e.id = v_experiment.id;
  if v_winner is not null then
    perform howdah_internal.move_label(
      v_tenant, stop_experiment.prompt, v_label, v_winner,
      format('won experiment %s', v_experiment.id));
  end if;
  perform howdah_internal.notify_prompt(v_tenant, stop_experiment.prompt, v_label);
  return (
    select l.version from howdah.prompt_labels as l
     where l.tenant_id = v_tenant and l.prompt = stop_experiment.prompt and l.label = v_label
  );
end
$$;
comment on function howdah.stop_experiment is
  'Ends the running experiment and, in the same transaction, activates the winner; returns the version that answers '
  'from now on, without a winner the one the label pointed to all along. Raises 22004, PT404 when none is running, '
  '22023 for a winner that did not take part. Example: select howdah.stop_experiment(''support'', winner => 2).';
grant execute on function howdah.stop_experiment to howdah_admin;
