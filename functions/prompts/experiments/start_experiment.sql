create or replace function howdah.start_experiment(
  prompt text,
  weights jsonb,
  unit text default 'user',
  label text default 'production',
  scored_by text default 'user'
)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_unit text := coalesce(start_experiment.unit, 'user');
  v_label text := coalesce(start_experiment.label, 'production');
  v_scored_by text := coalesce(start_experiment.scored_by, 'user');
  v_tenant text := howdah_internal.acting_tenant();
  v_active record;
  v_versions integer[];
  v_weights integer[];
  v_new_variables text;
  v_id bigint;
begin
  if start_experiment.prompt is null then
    raise exception 'prompt is required'
      using errcode = '22004', hint = 'Example: select howdah.start_experiment(''support'', ''{"1": 90, "2": 10}'').';
  end if;
  if v_unit not in ('user', 'conversation', 'tenant')
     or v_scored_by not in ('user', 'rule', 'judge') then
    raise exception 'unit or scored_by is out of range'
      using errcode = '22023', hint = 'unit is user, conversation or tenant, scored_by is user, rule or judge.';
  end if;
  select array_agg(w.version order by w.version), array_agg(w.weight order by w.version)
    into v_versions, v_weights
    from howdah_internal.experiment_weights(start_experiment.weights) as w;
  if 0 = any (v_weights) then
    raise exception 'a version gets less than a ten-thousandth of the traffic'
      using errcode = '22023', hint = 'Give every version a weight; leave those out that get none.';
  end if;
  perform howdah_internal.lock_prompt(v_tenant, start_experiment.prompt);
  select p.version, p.variables into v_active
    from howdah_internal.prompt_for(v_tenant, start_experiment.prompt, v_label) as p;
  if exists (
    select from howdah.experiments as e
     where e.tenant_id = v_tenant and e.prompt = start_experiment.prompt and e.label = v_label
       and e.status = 'running'
  ) then
    raise exception 'an experiment is already running under this label'
      using errcode = 'PT409', hint = 'howdah.ramp_experiment changes its weights, howdah.stop_experiment ends it.';
  end if;
  if (
    select count(*) from howdah_internal.prompt_versions as v
     where v.tenant_id = v_tenant and v.prompt = start_experiment.prompt and v.version = any (v_versions)
  ) != cardinality(v_versions) then
    raise exception 'there is no such version of the prompt'
      using errcode = 'PT404', hint = 'select name, version from howdah.prompt_versions; nothing was changed.';
  end if;
  insert into howdah.experiments (tenant_id, prompt, label, unit, scored_by, salt, control_version, started_by)
  values (
    v_tenant, start_experiment.prompt, v_label, v_unit, v_scored_by,
    gen_random_uuid()::text,
    case when v_active.version = any (v_versions) then v_active.version else v_versions[1] end,
    coalesce(howdah.current_user_id(), session_user)
  )
  returning id into v_id;
  insert into howdah.experiment_variants (tenant_id, experiment_id, phase, prompt, version, weight, buckets)
  select v_tenant, v_id, 1, start_experiment.prompt, b.version, b.weight, b.buckets
    from howdah_internal.place_buckets(
      v_versions, v_weights, array_fill('{}'::int4multirange, array[cardinality(v_versions)])) as b;
  select string_agg(distinct n.name, ', ' order by n.name)
    into v_new_variables
    from howdah_internal.prompt_versions as v
   cross join lateral unnest(v.variables) as n (name)
   where v.tenant_id = v_tenant and v.prompt = start_experiment.prompt and v.version = any (v_versions)
     and n.name != all (v_active.variables);
  if v_new_variables is not null then
    raise notice 'not every version needs the same variables; who sends no % is refused', v_new_variables;
  end if;
  perform howdah_internal.notify_prompt(v_tenant, start_experiment.prompt, v_label);
  return v_id;
end
$$;
comment on function howdah.start_experiment is
  'Splits what a label answers among versions by weight and returns the experiment''s id; each user (or conversation, '
  'or tenant) stays with one version. The active version is the control, else the lowest. experiment_results compares '
  'the scores of users, rules or judges (scored_by). Raises 22004, 22023, PT404 for an unknown version or a label '
  'without one, PT409 when one is running. Example: select howdah.start_experiment(''support'', ''{"1": 90, "2": '
  '10}'').';
grant execute on function howdah.start_experiment to howdah_admin;
