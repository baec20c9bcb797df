drop function if exists howdah.answers_by_variant(bigint, integer);
create or replace function howdah.answers_by_variant(experiment_id bigint, version double precision default null)
  returns table (
    message_id uuid,
    conversation_id uuid,
    user_id text,
    asked_at timestamptz,
    status text,
    prompt_version integer,
    unit_id text,
    is_counted boolean
  )
  language plpgsql
  stable
  security definer
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_version integer := howdah_internal.whole('version', answers_by_variant.version);
  v_tenant text := howdah_internal.acting_tenant();
begin
  if answers_by_variant.experiment_id is null then
    raise exception 'experiment_id is required'
      using errcode = '22004', hint = 'Pass what howdah.start_experiment returned.';
  end if;
  if not exists (
    select from howdah.experiment_variants as v
     where v.tenant_id = v_tenant and v.experiment_id = answers_by_variant.experiment_id
       and (v_version is null or v.version = v_version)
  ) then
    raise exception 'there is no such experiment or version of it'
      using errcode = 'PT404', hint = 'select experiment_id, version from howdah.experiment_results';
  end if;
  return query
  select m.id, m.conversation_id, m.user_id, m.created_at, m.status, v.version, u.unit_id, not exists (
           -- A ramp has moved the unit here: it is counted with the version it saw first.
           select from howdah.experiment_exposures as here
             join howdah.experiment_exposures as before
               on before.tenant_id = here.tenant_id and before.experiment_id = here.experiment_id
              and before.unit_id = here.unit_id and before.phase < here.phase
            where here.tenant_id = e.tenant_id and here.experiment_id = e.id and here.unit_id = u.unit_id
              and here.version = v.version
         )
    from howdah.experiments as e
    join howdah.messages as m
      on m.tenant_id = e.tenant_id and m.experiment_id = e.id
    join howdah_internal.prompt_versions as v
      on v.tenant_id = m.tenant_id and v.id = m.prompt_version_id
   cross join lateral (
     select howdah_internal.experiment_unit(e.unit, m.tenant_id, m.user_id, m.conversation_id) as unit_id
   ) as u
   where e.tenant_id = v_tenant and e.id = answers_by_variant.experiment_id
     and (v_version is null or v.version = v_version)
   order by m.created_at, m.id;
end
$$;
comment on function howdah.answers_by_variant is
  'Every answer of an experiment, or of one of its versions, with the unit it was for, and whether its scores count '
  'for the version (is_counted). Raises 22004, PT404. Example: select * from howdah.answers_by_variant(1, 2).';
grant execute on function howdah.answers_by_variant to howdah_admin;
