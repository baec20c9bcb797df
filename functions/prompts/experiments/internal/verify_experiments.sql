create or replace function howdah_internal.verify_experiments()
  returns table (check_name text, object text, detail text, hint text)
  language plpgsql
  stable
as $$
begin
  return query
  select 'buckets_tile', format('experiment %s of tenant %s, phase %s', v.experiment_id, v.tenant_id, v.phase),
         'the buckets of its versions are not 0..9999, each once',
         'stop it: howdah.stop_experiment; then find out who writes to howdah.experiment_variants'
    from howdah.experiment_variants as v
   group by v.tenant_id, v.experiment_id, v.phase
  having range_agg(v.buckets) != '{[0,10000)}'::int4multirange
      or sum(v.weight) != 10000
      or sum((select coalesce(sum(upper(r) - lower(r)), 0) from unnest(v.buckets) as r)) != 10000
  union all
  select 'experiment_has_its_phase', format('experiment %s of tenant %s', e.id, e.tenant_id),
         'its present phase has no versions, or the control or the winner is none of them',
         'stop it: howdah.stop_experiment; then find out who writes to howdah.experiments'
    from howdah.experiments as e
   where exists (
     select from unnest(array[e.control_version, e.winner_version]) as w (version)
      where w.version is not null and not exists (
        select from howdah.experiment_variants as v
         where v.tenant_id = e.tenant_id and v.experiment_id = e.id and v.phase = e.phase and v.version = w.version
      )
   )
  union all
  select 'exposure_is_as_assigned', format('experiment %s of tenant %s', x.experiment_id, x.tenant_id),
         format('%s units are recorded with a version that was not theirs', count(*)),
         'the experiment''s numbers are not to be trusted; find out who writes to howdah.experiment_exposures'
    from howdah.experiment_exposures as x
    join howdah.experiments as e
      on e.tenant_id = x.tenant_id and e.id = x.experiment_id
    left join howdah.experiment_variants as v
      on v.tenant_id = x.tenant_id and v.experiment_id = x.experiment_id and v.phase = x.phase and v.version = x.version
   where not coalesce(v.buckets @> howdah_internal.experiment_bucket(e.salt, x.unit_id), false)
   group by x.tenant_id, x.experiment_id;
end
$$;
comment on function howdah_internal.verify_experiments is
  'What verify() finds in experiments; no row means that all is well.';
