create or replace function howdah_internal.record_exposure(message howdah.messages)
  returns void
  language plpgsql
  volatile
as $$
#variable_conflict use_column
begin
  if (message).experiment_id is null then
    return;
  end if;
  -- The phase that assigned it: the last one in which the version owned the unit's bucket.
  insert into howdah.experiment_exposures (tenant_id, experiment_id, unit_id, phase, version)
  select e.tenant_id, e.id, u.unit_id, x.phase, v.version
    from howdah.experiments as e
    join howdah_internal.prompt_versions as v
      on v.tenant_id = e.tenant_id and v.id = (message).prompt_version_id
   cross join lateral (
     select howdah_internal.experiment_unit(
              e.unit, e.tenant_id, (message).user_id, (message).conversation_id) as unit_id
   ) as u
   cross join lateral (
     select ev.phase
       from howdah.experiment_variants as ev
      where ev.tenant_id = e.tenant_id and ev.experiment_id = e.id and ev.version = v.version
        and ev.buckets @> howdah_internal.experiment_bucket(e.salt, u.unit_id)
      order by ev.phase desc
      limit 1
   ) as x
   where e.tenant_id = (message).tenant_id and e.id = (message).experiment_id
  on conflict do nothing;
end
$$;
comment on function howdah_internal.record_exposure is
  'Writes down that the unit of an answer has seen its version, once; call it when the request goes to the model. '
  'Nothing happens for an answer outside an experiment.';
