create or replace function howdah_internal.experiment_scores(tenant text, experiment_id bigint, version integer)
  returns table (n bigint, positive bigint, mean_score double precision)
  language plpgsql
  stable
  set search_path from current
as $$
#variable_conflict use_column
begin
  return query
  with units as (
    select howdah_internal.experiment_unit(e.unit, m.tenant_id, m.user_id, m.conversation_id) as unit_id,
           avg(f.score) as score
      from howdah.messages as m
      join howdah.experiments as e
        on e.tenant_id = m.tenant_id and e.id = m.experiment_id
      join howdah_internal.prompt_versions as v
        on v.tenant_id = m.tenant_id and v.id = m.prompt_version_id
     cross join lateral (
       select avg(f.score) as score from howdah.feedback as f
        where f.tenant_id = m.tenant_id and f.message_id = m.id and f.rater_kind = e.scored_by
     ) as f
     where m.tenant_id = experiment_scores.tenant
       and m.experiment_id = experiment_scores.experiment_id
       and v.version = experiment_scores.version
       and f.score is not null
     group by 1
  )
  select count(*), count(*) filter (where u.score > 0), avg(u.score)::double precision
    from units as u
   -- A ramp may have moved the unit here: then it speaks for the version it saw first.
   where not exists (
     select from howdah.experiment_exposures as here
       join howdah.experiment_exposures as before
         on before.tenant_id = here.tenant_id and before.experiment_id = here.experiment_id
        and before.unit_id = here.unit_id and before.phase < here.phase
      where here.tenant_id = experiment_scores.tenant and here.experiment_id = experiment_scores.experiment_id
        and here.unit_id = u.unit_id and here.version = experiment_scores.version
   );
end
$$;
comment on function howdah_internal.experiment_scores is
  'How many units have scored answers (by scored_by) of the version that they saw first, how many of them a mean '
  'above 0, and the mean over the units; of the rows that the caller may read.';
grant execute on function howdah_internal.experiment_scores to howdah_analyst, howdah_admin;
