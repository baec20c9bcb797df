create or replace function howdah.answers_by_variant(experiment_id bigint, version integer default null)
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
  security definer -- for administrators, who read no messages of others
  set search_path from current
as $$
#variable_conflict use_column
declare
  v_tenant text := howdah.acting_tenant();
begin
  if answers_by_variant.experiment_id is null then
    raise exception 'experiment_id is required'
      using errcode = '22004', hint = 'Pass what howdah.start_experiment returned.';
  end if;
  if not exists (
    select from howdah.experiment_variants as v
     where v.tenant_id = v_tenant and v.experiment_id = answers_by_variant.experiment_id
       and (answers_by_variant.version is null or v.version = answers_by_variant.version)
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
    join howdah.prompt_versions as v
      on v.tenant_id = m.tenant_id and v.id = m.prompt_version_id
   cross join lateral (
     select case e.unit when 'user' then m.user_id when 'conversation' then m.conversation_id::text else m.tenant_id end
         as unit_id
   ) as u
   where e.tenant_id = v_tenant and e.id = answers_by_variant.experiment_id
     and (answers_by_variant.version is null or v.version = answers_by_variant.version)
   order by m.created_at, m.id;
end
$$;
comment on function howdah.answers_by_variant(bigint, integer) is
  'Every answer of an experiment, or of one of its versions, with the unit it was for, and whether its scores count for the '
  'version (is_counted). Raises 22004, PT404. Example: select * from howdah.answers_by_variant(1, 2).';
