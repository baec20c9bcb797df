create or replace function howdah_internal.sample_ratio_p(tenant text, experiment_id bigint)
  returns double precision
  language plpgsql
  stable
  set search_path from current
as $$
#variable_conflict use_column
begin
  -- Each phase has weights of its own, so each is a sample of its own: statistics and degrees of freedom add up.
  return (
    with counts as (
      select v.phase, v.weight, count(x.unit_id) as units
        from howdah.experiment_variants as v
        left join howdah.experiment_exposures as x
          on x.tenant_id = v.tenant_id and x.experiment_id = v.experiment_id and x.phase = v.phase
         and x.version = v.version
         and not exists (
           select from howdah.experiment_exposures as before
            where before.tenant_id = x.tenant_id and before.experiment_id = x.experiment_id
              and before.unit_id = x.unit_id and before.phase < x.phase
         )
       where v.tenant_id = sample_ratio_p.tenant and v.experiment_id = sample_ratio_p.experiment_id and v.weight > 0
       group by v.phase, v.version, v.weight
    ),
    phases as (
      select howdah_internal.chi_square(array_agg(c.units), array_agg(c.weight)) as statistic, count(*) - 1 as degrees
        from counts as c
       group by c.phase
       -- The approximation needs five expected units in each version.
      having count(*) > 1 and sum(c.units) * min(c.weight) >= 5 * sum(c.weight)
    )
    select howdah_internal.chi_square_p(sum(p.statistic), sum(p.degrees)::integer) from phases as p
  );
end
$$;
comment on function howdah_internal.sample_ratio_p is
  'How often chance alone would split an experiment''s units this far from its weights; null while there are too few. '
  'Of the rows that the caller may read.';
grant execute on function howdah_internal.sample_ratio_p to howdah_analyst, howdah_admin;
