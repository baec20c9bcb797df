create or replace view howdah.experiment_results
  with (security_invoker = true)
as
select e.tenant_id, e.id as experiment_id, e.prompt, e.label, e.status, e.unit, v.version,
       v.version = e.control_version as is_control, v.weight / 10000.0 as share,
       (
         select count(*) from howdah.experiment_exposures as x
          where x.tenant_id = e.tenant_id and x.experiment_id = e.id and x.version = v.version
       ) as exposures,
       a.answers, a.failed_answers, a.failed_answers::double precision / nullif(a.answers, 0) as error_rate, a.refusals,
       a.cost_cents, a.unpriced_calls, a.unpriced_calls = 0 as cost_is_complete,
       a.p50_ms, a.p95_ms,
       s.n, s.positive, s.positive::double precision / nullif(s.n, 0) as positive_rate, s.mean_score,
       w.low as positive_low, w.high as positive_high,
       t.z, 2 * howdah_internal.normal_cdf(-abs(t.z)) as p_value,
       r.sample_ratio_p, r.sample_ratio_p < 0.001 as has_ratio_mismatch,
       e.scored_by
  from howdah.experiments as e
  join howdah.experiment_variants as v
    on v.tenant_id = e.tenant_id and v.experiment_id = e.id and v.phase = e.phase
 cross join lateral (
   select count(*) as answers,
          count(*) filter (where m.status != 'complete') as failed_answers,
          count(*) filter (where m.is_refusal) as refusals,
          coalesce(sum(m.cost_cents), case when count(*) filter (
            where m.status = 'complete' and m.cost_cents is null) = 0 then 0 end) as cost_cents,
          count(*) filter (where m.status = 'complete' and m.cost_cents is null) as unpriced_calls,
          percentile_cont(0.5) within group (order by m.latency_ms) as p50_ms,
          percentile_cont(0.95) within group (order by m.latency_ms) as p95_ms
     from howdah.messages as m
     join howdah_internal.prompt_versions as pv
       on pv.tenant_id = m.tenant_id and pv.id = m.prompt_version_id
    where m.tenant_id = e.tenant_id and m.experiment_id = e.id and pv.version = v.version
      and m.status in ('complete', 'failed', 'expired')
 ) as a
 cross join lateral howdah_internal.experiment_scores(e.tenant_id, e.id, v.version) as s
 cross join lateral howdah_internal.experiment_scores(e.tenant_id, e.id, e.control_version) as c
  left join lateral howdah_internal.wilson_interval(s.positive, s.n) as w on true
 cross join lateral (
   select case when v.version != e.control_version
     then howdah_internal.two_proportion_z(s.positive, s.n, c.positive, c.n) end as z
 ) as t
 cross join lateral (select howdah_internal.sample_ratio_p(e.tenant_id, e.id) as sample_ratio_p) as r;
comment on view howdah.experiment_results is
  'One row for each version of an experiment: cost, speed and quality of its answers, and whether that is chance.';
select howdah_internal.describe_columns('howdah.experiment_results');
comment on column howdah.experiment_results.share is 'Of the units, by the weights that hold now.';
comment on column howdah.experiment_results.exposures is
  'Units (users, conversations or tenants) whose question went to the model with this version.';
comment on column howdah.experiment_results.answers is
  'Answers that have ended, well or not; cancelled ones are left out.';
comment on column howdah.experiment_results.n is
  'Units with a score, by the version they saw first; interval and test count them, for they are independent.';
comment on column howdah.experiment_results.positive is 'Of n those whose mean score is above 0.';
comment on column howdah.experiment_results.mean_score is
  'Mean over the n units of the mean over their scored answers, -1 to 1.';
comment on column howdah.experiment_results.positive_low is
  'Lower end of Wilson''s 95 per cent interval of positive_rate.';
comment on column howdah.experiment_results.z is
  'Two-proportion z of positive_rate against the control; above 0 is better.';
comment on column howdah.experiment_results.p_value is
  'Two-sided: how often chance alone makes a difference this large. Look once, at the end.';
comment on column howdah.experiment_results.scored_by is
  'Whose scores n, positive and mean_score are: of users, rules or judges.';
comment on column howdah.experiment_results.sample_ratio_p is
  'How often chance alone splits the units this far from the weights: below 0.001 something is wrong with the split '
  'or with what is recorded, and the other numbers mean nothing. Null below 5 expected units.';
comment on column howdah.experiment_results.experiment_id is 'The experiment.';
comment on column howdah.experiment_results.label is 'The label whose questions it splits.';
comment on column howdah.experiment_results.status is 'running or stopped.';
comment on column howdah.experiment_results.unit is 'What is split: user, conversation or tenant.';
comment on column howdah.experiment_results.version is 'A version of the prompt that takes part.';
comment on column howdah.experiment_results.is_control is
  'Whether it is the one that the others are compared with.';
comment on column howdah.experiment_results.failed_answers is 'Those that failed or came too late.';
comment on column howdah.experiment_results.error_rate is 'Share of failed_answers, 0 to 1.';
comment on column howdah.experiment_results.refusals is 'Answers that said that they have no answer.';
comment on column howdah.experiment_results.positive_rate is 'Share of positive, 0 to 1.';
comment on column howdah.experiment_results.positive_high is
  'Upper end of Wilson''s 95 per cent interval of positive_rate.';
comment on column howdah.experiment_results.has_ratio_mismatch is
  'Whether sample_ratio_p is below 0.001: do not read the rest.';
grant select on howdah.experiment_results to howdah_analyst, howdah_admin;
