create or replace function howdah.ramp_experiment(prompt text, weights jsonb, label text default 'production')
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_label text := coalesce(ramp_experiment.label, 'production');
  v_tenant text := howdah_internal.acting_tenant();
  v_experiment howdah.experiments;
  v_versions integer[];
  v_weights integer[];
  v_current_versions integer[];
  v_current_weights integer[];
  v_current int4multirange[];
begin
  if ramp_experiment.prompt is null then
    raise exception 'prompt is required'
      using errcode = '22004', hint = 'Example: select howdah.ramp_experiment(''support'', ''{"1": 80, "2": 20}'').';
  end if;
  select array_agg(w.version order by w.version), array_agg(w.weight order by w.version)
    into v_versions, v_weights
    from howdah_internal.experiment_weights(ramp_experiment.weights) as w;
  v_experiment := howdah_internal.running_experiment(v_tenant, ramp_experiment.prompt, v_label);
  select array_agg(v.version order by v.version), array_agg(v.weight order by v.version),
         array_agg(v.buckets order by v.version)
    into v_current_versions, v_current_weights, v_current
    from howdah.experiment_variants as v
   where v.tenant_id = v_tenant and v.experiment_id = v_experiment.id and v.phase = v_experiment.phase;
  if v_versions != v_current_versions then
    raise exception 'the weights are not those of the experiment''s versions'
      using errcode = '22023',
            hint = format('Name each of the versions %s; 0 takes one out.', array_to_string(v_current_versions, ', '));
  end if;
  if v_weights = v_current_weights then
    return v_experiment.phase;
  end if;
  insert into howdah.experiment_variants (tenant_id, experiment_id, phase, prompt, version, weight, buckets)
  select v_tenant, v_experiment.id, v_experiment.phase + 1, ramp_experiment.prompt, b.version, b.weight, b.buckets
    from howdah_internal.place_buckets(v_versions, v_weights, v_current) as b;
  update howdah.experiments as e
     set phase = e.phase + 1
   where e.tenant_id = v_tenant and e.id = v_experiment.id;
  perform howdah_internal.notify_prompt(v_tenant, ramp_experiment.prompt, v_label);
  return v_experiment.phase + 1;
end
$$;
comment on function howdah.ramp_experiment is
  'Gives the versions of the running experiment other weights and returns the number of its phase; nobody leaves a '
  'version whose share grows, and 0 takes a version out. The same weights again change nothing. Raises 22004, 22023, '
  'PT404 when none is running. Example: select howdah.ramp_experiment(''support'', ''{"1": 80, "2": 20}'').';
grant execute on function howdah.ramp_experiment to howdah_admin;
