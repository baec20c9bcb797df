create or replace view howdah.prompt_performance
  with (security_invoker = true)
as
select v.tenant_id, v.prompt, v.version,
       array(
         select l.label from howdah.prompt_labels as l
          where l.tenant_id = v.tenant_id and l.prompt = v.prompt and l.version = v.version
          order by l.label
       ) as labels,
       a.answers, a.failed_answers, a.failed_answers::double precision / nullif(a.answers, 0) as error_rate,
       a.refusals, a.tokens_used,
       a.cost_cents, a.unpriced_calls, a.unpriced_calls = 0 as cost_is_complete,
       a.p50_ms, a.p95_ms, a.scored_answers, a.mean_score, a.last_answer_at
  from howdah_internal.prompt_versions as v
 cross join lateral (
   select count(*) as answers,
          count(*) filter (where m.status != 'complete') as failed_answers,
          count(*) filter (where m.is_refusal) as refusals,
          sum(m.tokens_used) as tokens_used,
          coalesce(sum(m.cost_cents), case when count(*) filter (
            where m.status = 'complete' and m.cost_cents is null) = 0 then 0 end) as cost_cents,
          count(*) filter (where m.status = 'complete' and m.cost_cents is null) as unpriced_calls,
          percentile_cont(0.5) within group (order by m.latency_ms) as p50_ms,
          percentile_cont(0.95) within group (order by m.latency_ms) as p95_ms,
          count(f.score) as scored_answers,
          avg(f.score)::double precision as mean_score,
          max(m.created_at) as last_answer_at
     from howdah.messages as m
    cross join lateral (
      select avg(f.score) as score from howdah.feedback as f where f.tenant_id = m.tenant_id and f.message_id = m.id
    ) as f
    where m.tenant_id = v.tenant_id and m.prompt_version_id = v.id and m.status in ('complete', 'failed', 'expired')
 ) as a;
comment on view howdah.prompt_performance is
  'One row for each prompt version: its answers, their cost, speed and scores, inside experiments and out.';
select howdah_internal.describe_columns('howdah.prompt_performance');
comment on column howdah.prompt_performance.answers is
  'Answers that have ended, well or not; cancelled ones are left out.';
comment on column howdah.prompt_performance.mean_score is
  'Mean of the answers'' scores, -1 to 1; versions that served different users compare badly: see experiment_results.';
comment on column howdah.prompt_performance.version is 'The version.';
comment on column howdah.prompt_performance.labels is 'The labels that point to it.';
comment on column howdah.prompt_performance.failed_answers is 'Those that failed or came too late.';
comment on column howdah.prompt_performance.error_rate is 'Share of failed_answers, 0 to 1.';
comment on column howdah.prompt_performance.refusals is 'Answers that said that they have no answer.';
comment on column howdah.prompt_performance.scored_answers is 'Answers with feedback.';
comment on column howdah.prompt_performance.last_answer_at is 'When the last of them was asked for.';
grant select on howdah.prompt_performance to howdah_analyst, howdah_admin;
