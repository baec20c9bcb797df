create or replace view howdah.prompt_feedback
  with (security_invoker = true)
as
select v.tenant_id, v.prompt, v.version, m.experiment_id, o.provider || '/' || o.name as model, f.rater_kind,
       case when f.rater_kind != 'user' then f.rater end as rater,
       count(distinct m.id) as scored_answers, count(distinct f.rater) as rater_count,
       count(*) filter (where f.score > 0) as positive, count(*) filter (where f.score < 0) as negative,
       avg(f.score)::double precision as mean_score, max(f.created_at) as last_scored_at
  from howdah.feedback as f
  join howdah.messages as m
    on m.tenant_id = f.tenant_id and m.id = f.message_id
  join howdah_internal.prompt_versions as v
    on v.tenant_id = m.tenant_id and v.id = m.prompt_version_id
  left join howdah.models as o on o.id = m.model_id
 group by 1, 2, 3, 4, 5, 6, 7
 order by v.tenant_id, v.prompt, v.version, m.experiment_id nulls first, model, f.rater_kind, rater;
comment on view howdah.prompt_feedback is
  'Scores of answers by prompt version, experiment and model: one row for all users, one for each rule and each judge.';
select howdah_internal.describe_columns('howdah.prompt_feedback');
comment on column howdah.prompt_feedback.version is 'Its version.';
comment on column howdah.prompt_feedback.experiment_id is 'Null for answers outside of experiments.';
comment on column howdah.prompt_feedback.model is 'The model that answered, as provider/model.';
comment on column howdah.prompt_feedback.rater_kind is 'user, rule or judge.';
comment on column howdah.prompt_feedback.rater is 'Name of the rule or judge; null for users.';
comment on column howdah.prompt_feedback.scored_answers is 'Answers that have such a score.';
comment on column howdah.prompt_feedback.rater_count is 'How many users scored; 1 for a rule or judge.';
comment on column howdah.prompt_feedback.positive is 'Scores above 0.';
comment on column howdah.prompt_feedback.negative is 'Scores below 0.';
comment on column howdah.prompt_feedback.mean_score is 'Mean of the scores, -1 to 1.';
comment on column howdah.prompt_feedback.last_scored_at is 'When the last of them was given.';
grant select on howdah.prompt_feedback to howdah_analyst, howdah_admin;
